/** The float last layer: a fragment is one class of one picture, or of one strip of a large picture. */
import type { ConvShape } from '#lib/core/network.ts';
import { constantTexture } from './constants.ts';
import { floatLayers, TEXEL_CHANNELS } from './float-conv-passes.ts';
import { TEXTURE_LIMIT } from './grid.ts';
import type { AtlasSurface, ListSurface, Pass } from './plan.ts';
import { LIST_HEAD } from './shader-text.ts';
import { stripRows, sumPass } from './strips.ts';

/**
 * @param dense [positions, channels, classes]
 * @returns [class, position, layer, 4]
 */
function packDense(dense: Float32Array, channels: number, classes: number): Float32Array {
	const layers = floatLayers(channels);
	const positions = dense.length / channels / classes;
	const packed = new Float32Array(classes * positions * layers * TEXEL_CHANNELS);
	dense.forEach((weight, i) => {
		const k = i % classes;
		const channel = Math.floor(i / classes) % channels;
		const position = Math.floor(i / classes / channels);
		packed[(k * positions + position) * layers * TEXEL_CHANNELS + channel] = weight;
	});
	return packed;
}

/** @param dense [features, classes] */
export function floatDensePasses(
	dense: Float32Array,
	classes: number,
	last: ConvShape,
	values: AtlasSurface
): { passes: Pass[]; logits: ListSurface } {
	const { pooledHeight: height, pooledWidth: width, outChannels: channels } = last;
	const rows = stripRows(height, width);
	const strips = Math.ceil(height / rows);
	const layers = floatLayers(channels);
	const fragment = `${LIST_HEAD}
uniform sampler2DArray values;
uniform sampler2D weights;
out float sum;
void main() {
	int strip = listIndex() % ${strips};
	int k = (listIndex() / ${strips}) % ${classes};
	int picture = listIndex() / ${strips * classes};
	int end = min((strip + 1) * ${rows}, ${height});
	int at = (k * ${height} + strip * ${rows}) * ${width * layers};
	vec4 sums = vec4(0.0);
	for (int y = strip * ${rows}; y < end; y++)
		for (int x = 0; x < ${width}; x++) {
			ivec2 texel = texelOf(picture, ivec2(x, y));
			for (int layer = 0; layer < ${layers}; layer++) {
				vec4 w = texelFetch(weights, ivec2(at % ${TEXTURE_LIMIT}, at / ${TEXTURE_LIMIT}), 0);
				sums += w * texelFetch(values, ivec3(texel, layer), 0);
				at++;
			}
		}
	sum = (sums.x + sums.y) + (sums.z + sums.w);
}`;
	const logits: ListSurface = { kind: 'list', format: 'r32f', perPicture: classes };
	const parts: ListSurface = { kind: 'list', format: 'r32f', perPicture: classes * strips };
	const pass: Pass = {
		name: 'float last layer',
		fragment,
		inputs: { values, weights: constantTexture('rgba32f', packDense(dense, channels, classes), 4) },
		blocks: {},
		outputs: [{ surface: strips === 1 ? logits : parts, layer: 0 }]
	};
	return { passes: strips === 1 ? [pass] : [pass, sumPass(parts, logits)], logits };
}
