/** GLSL of a convolution by xor and popcount: a fragment computes up to 64 output channels of one pooled position. */
import type { ConvShape } from '#lib/core/network.ts';
import type { Constants } from './constants.ts';
import { countBits, type WordType } from './count-bits.ts';
import { layersOf, wordsOfTexel } from './level-texels.ts';
import { COMPONENTS, POSITION_HEAD, range } from './shader-text.ts';
import { TAPS, weightLayout } from './sign-weights.ts';

export interface SignConv {
	readonly shape: ConvShape;
	/** Bits of an input level. */
	readonly bits: number;
	/** Output channels of each word, the last first lane highest: [32, 32]. */
	readonly sizes: readonly number[];
	/** Words of a plane in an output texel. */
	readonly outWords: 1 | 2;
}

/** Texels under a kernel and its pool, a side. */
const patchSide = ({ stride, pool }: ConvShape): number => (pool - 1) * stride + 3;

function fetchPatch(shape: ConvShape, layer: string): string[] {
	const side = patchSide(shape);
	return range(side * side).map((i) => {
		const x = i % side;
		const y = Math.floor(i / side);
		return `uvec4 t${y}${x} = texelFetch(levels, ivec3(corner + ivec2(${x}, ${y}) * grid.xy, ${layer}), 0);`;
	});
}

/** Plane and word of every tap, for one position or for the four of a pool. */
function operands({ shape, bits }: SignConv, type: WordType): string[] {
	const { stride, pool, inChannels } = shape;
	const words = wordsOfTexel(inChannels);
	return range(bits).flatMap((plane) =>
		range(TAPS).flatMap((tap) =>
			range(words).map((word) => {
				const component = COMPONENTS[plane * words + word];
				const texels = range(pool * pool).map((p) => {
					const y = Math.floor(p / pool) * stride + Math.floor(tap / 3);
					const x = (p % pool) * stride + (tap % 3);
					return `t${y}${x}.${component}`;
				});
				return `${type} a${plane}_${tap * words + word} = ${type}(${texels.join(', ')});`;
			})
		)
	);
}

/** Xor with the weights that begin at group `start`, and count. */
function count(conv: SignConv, constants: Constants, start: string, type: WordType) {
	const words = TAPS * wordsOfTexel(conv.shape.inChannels);
	const load = range(Math.ceil(words / 4)).map((g) => `uvec4 w${g} = ${constants.at(`${start} + ${g}`)};`);
	const planes = range(conv.bits).map((plane) =>
		range(words).map((i) => `a${plane}_${i} ^ w${i >> 2}.${COMPONENTS[i & 3]}`)
	);
	const { statements, halves, operations } = countBits(planes, type);
	return { lines: [...load, ...statements], halves, operations };
}

/** Lines that leave `x`, the weighted count in its upper half, for output channel `i`. */
function countAll(conv: SignConv, constants: Constants, type: WordType, first: number): string[] {
	const layers = layersOf(conv.shape.inChannels);
	const { perLayer, perChannel } = weightLayout(conv.shape.inChannels);
	const start = `(i + ${first}) * ${perChannel}`;
	if (layers === 1) {
		const { lines, halves } = count(conv, constants, start, type);
		return [...lines, `${type} x = ${halves} + (${halves} << 16u);`];
	}
	// More channels than registers hold: their texels are fetched again for every output channel, from the cache.
	const { lines, halves } = count(conv, constants, `${start} + layer * ${perLayer}`, type);
	return [
		`${type} sum = ${type}(0u);`,
		`for (int layer = 0; layer < ${layers}; layer++) {`,
		...fetchPatch(conv.shape, 'layer'),
		...operands(conv, type),
		...lines,
		`sum += ${halves};`,
		'}',
		`${type} x = sum + (sum << 16u);`
	];
}

/** Subtracting three limits, their parity, and shifting two bits into place. */
const THRESHOLD_OPERATIONS = 11;

/** Arithmetic operations for one output channel at one position, before pooling: xor, count, thresholds. */
export function signConvOperations(conv: SignConv): number {
	const none: Constants = { declaration: '', at: () => '', blocks: {}, inputs: {} };
	const { operations } = count(conv, none, '0', conv.shape.pool === 2 ? 'uvec4' : 'uint');
	return layersOf(conv.shape.inChannels) * operations + 2 + THRESHOLD_OPERATIONS;
}

/**
 * Levels from X, lane by lane from the highest. x - limit is negative where a threshold is reached; of the sign bits of three
 * nested comparisons, the middle one is plane 1 and their parity is plane 0.
 */
function thresholdLines(conv: SignConv, constants: Constants, word: number): string[] {
	const { limits, perChannel } = weightLayout(conv.shape.inChannels);
	const limit = range(3).map((k) => {
		const group = constants.at(`(i + ${word * 32}) * ${perChannel} + ${(limits + k) >> 2}`);
		return `${group}.${COMPONENTS[(limits + k) & 3]}`;
	});
	return [
		`uint r1 = least - ${limit[0]}, r2 = least - ${limit[1]}, r3 = least - ${limit[2]};`,
		`low${word} = (low${word} << 1u) | ((r1 ^ r2 ^ r3) >> 31u);`,
		`high${word} = (high${word} << 1u) | (r2 >> 31u);`
	];
}

export function signConvShader(conv: SignConv, constants: Constants): string {
	const { shape, sizes, outWords } = conv;
	const type = shape.pool === 2 ? 'uvec4' : 'uint';
	const hoisted = layersOf(shape.inChannels) === 1;
	const out = outWords === 1 ? 'uvec2(low0, high0)' : 'uvec4(low0, low1, high0, high1)';
	return [
		POSITION_HEAD,
		'uniform usampler2DArray levels;',
		constants.declaration,
		`out ${outWords === 1 ? 'uvec2' : 'uvec4'} planes;`,
		'void main() {',
		`ivec2 corner = firstTexel(${shape.pool * shape.stride});`,
		...(hoisted ? [...fetchPatch(shape, '0'), ...operands(conv, type)] : []),
		...range(outWords).map((word) => `uint low${word} = 0u, high${word} = 0u;`),
		...sizes.flatMap((size, word) => [
			`for (int i = ${size - 1}; i >= 0; i--) {`,
			...countAll(conv, constants, type, word * 32),
			// The largest accumulator of a pool has the smallest X.
			`uint least = ${type === 'uvec4' ? 'min(min(x.x, x.y), min(x.z, x.w))' : 'x'};`,
			...thresholdLines(conv, constants, word),
			'}'
		]),
		`planes = ${out};`,
		'}'
	].join('\n');
}
