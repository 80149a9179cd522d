/**
 * The last layer: sums of level * sign over the whole picture, by xor and popcount. A fragment is one class of one picture; where a
 * picture is large, one strip of its rows, and a second pass adds the strips.
 */
import type { ConvShape } from '#lib/core/network.ts';
import { constantTexture } from './constants.ts';
import { countBits } from './count-bits.ts';
import { TEXTURE_LIMIT } from './grid.ts';
import { LAYER_CHANNELS, layersOf, wordsOfTexel } from './level-texels.ts';
import type { AtlasSurface, ListSurface, Pass } from './plan.ts';
import { LIST_HEAD } from './shader-text.ts';
import { stripRows, sumPass } from './strips.ts';

/** Highest level, whose multiple of popcount(W) is the largest sum. */
const TOP = 3;

/**
 * Bits of all signs, texel [class, position, layer], then TOP * popcount of every [class, strip].
 * @param dense [positions, channels, classes]
 */
function packDense(
	dense: Int8Array,
	channels: number,
	classes: number,
	positions: number,
	stripPositions: number
): Uint32Array {
	const layers = layersOf(channels);
	const strips = Math.ceil(positions / stripPositions);
	const sums = classes * positions * layers * 2;
	const packed = new Uint32Array(sums + classes * strips * 2);
	for (let position = 0; position < positions; position++)
		for (let c = 0; c < channels; c++)
			for (let k = 0; k < classes; k++) {
				if (dense[(position * channels + c) * classes + k] < 0) continue;
				const layer = Math.floor(c / LAYER_CHANNELS);
				const texel = (k * positions + position) * layers + layer;
				packed[texel * 2 + ((c % LAYER_CHANNELS) >>> 5)] |= 1 << (c & 31);
				packed[sums + (k * strips + Math.floor(position / stripPositions)) * 2] += TOP;
			}
	return packed;
}

/** @param dense signs, [features, classes] */
export function densePasses(
	dense: Int8Array,
	classes: number,
	last: ConvShape,
	levels: AtlasSurface
): { passes: Pass[]; logits: ListSurface } {
	const { pooledHeight: height, pooledWidth: width, outChannels: channels } = last;
	const rows = stripRows(height, width);
	const strips = Math.ceil(height / rows);
	const layers = layersOf(channels);
	const planes =
		wordsOfTexel(channels) === 1
			? [['levels.x ^ w.x'], ['levels.y ^ w.x']]
			: [
					['levels.x ^ w.x', 'levels.y ^ w.y'],
					['levels.z ^ w.x', 'levels.w ^ w.y']
				];
	const { statements, halves } = countBits(
		planes.map((plane) => plane.map((e) => `(${e.replace('levels', 'texel')})`)),
		'uint'
	);
	const packed = packDense(dense, channels, classes, height * width, rows * width);
	const fragment = `${LIST_HEAD}
uniform usampler2DArray levels;
uniform usampler2D signs;
out int sum;
uvec2 signsAt(int index) {
	return texelFetch(signs, ivec2(index % ${TEXTURE_LIMIT}, index / ${TEXTURE_LIMIT}), 0).xy;
}
void main() {
	int strip = listIndex() % ${strips};
	int k = (listIndex() / ${strips}) % ${classes};
	int picture = listIndex() / ${strips * classes};
	int end = min((strip + 1) * ${rows}, ${height});
	int at = (k * ${height} + strip * ${rows}) * ${width * layers};
	sum = int(signsAt(${classes * height * width * layers} + k * ${strips} + strip).x);
	for (int y = strip * ${rows}; y < end; y++)
		for (int x = 0; x < ${width}; x++)
			for (int layer = 0; layer < ${layers}; layer++) {
				uvec4 texel = texelFetch(levels, ivec3(texelOf(picture, ivec2(x, y)), layer), 0);
				uvec2 w = signsAt(at++);
				${statements.join('\n')}
				sum -= int((${halves} & 0xffffu) + (${halves} >> 16u));
			}
}`;
	const logits: ListSurface = { kind: 'list', format: 'r32i', perPicture: classes };
	const parts: ListSurface = { kind: 'list', format: 'r32i', perPicture: classes * strips };
	const pass: Pass = {
		name: 'last layer',
		fragment,
		inputs: { levels, signs: constantTexture('rg32ui', packed, 2) },
		blocks: {},
		outputs: [{ surface: strips === 1 ? logits : parts, layer: 0 }]
	};
	return { passes: strips === 1 ? [pass] : [pass, sumPass(parts, logits)], logits };
}
