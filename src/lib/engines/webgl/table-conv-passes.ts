/**
 * The first layer by look-ups: a fragment adds 27 entries of the table of partial sums for each 32 channels of one position. No
 * words are built, and nothing is multiplied or counted.
 */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { ConvShape } from '#lib/core/network.ts';
import { constantWords, type Constants } from './constants.ts';
import { LAYER_CHANNELS, levelSurface, wordSizes, wordsOfTexel } from './level-texels.ts';
import type { AtlasSurface, ConstantSurface, Pass } from './plan.ts';
import { COMPONENTS, POSITION_HEAD, range } from './shader-text.ts';
import { packLimits, partialSums, TABLE_ENTRIES, TABLE_ROWS, type PartialSums } from './table-weights.ts';

/**
 * Rows whose bytes can be added before any overflows, one after the other.
 * @param largest of every row
 */
function chunks(largest: readonly number[]): number[][] {
	const found: number[][] = [];
	let sum = Infinity;
	largest.forEach((most, row) => {
		if (sum + most > 255) {
			found.push([]);
			sum = 0;
		}
		sum += most;
		found[found.length - 1].push(row);
	});
	return found;
}

/**
 * Sums of one position into lanes of 16 bits. `s` is the plain sum of all words and `odd` that of their odd bytes: what `s` has
 * besides them are the even ones, so these need no sum of their own.
 */
function addEntries(largest: readonly number[], word: number): string[] {
	const entry = (row: number, texel: number): string =>
		`entry(p${Math.floor(row / 3)}.${COMPONENTS[row % 3]}, ${word * TABLE_ROWS + row}, ${texel})`;
	return [
		...range(2).map((t) => `uvec4 s${t} = uvec4(0u), odd${t} = uvec4(0u), f${t};`),
		...chunks(largest).flatMap((rows) =>
			range(2).flatMap((t) => [
				...rows.map((row, i) => `f${t} ${i === 0 ? '=' : '+='} ${entry(row, t)};`),
				`s${t} += f${t};`,
				`odd${t} += (f${t} >> 8u) & 0x00ff00ffu;`
			])
		),
		'uvec4 v0 = s0 - (odd0 << 8u), v1 = odd0, v2 = s1 - (odd1 << 8u), v3 = odd1;'
	];
}

/** Bit 15 of a lane of `r` is set where the threshold is reached; of a pool's positions, any may reach it. */
const compare = (constants: Constants, word: number): string[] =>
	range(4).flatMap((group) =>
		range(3).map(
			(k) =>
				`r${group}_${k} |= (v${group} | 0x80008000u) - ${constants.at(String(word * 12 + group * 3 + k))};`
		)
	);

/** Lane by lane: the middle comparison is plane 1, the parity of the three is plane 0. */
function gather(word: number): string[] {
	return range(4).flatMap((group) => [
		`low = ((r${group}_0 ^ r${group}_1 ^ r${group}_2) >> 15u) & 0x00010001u;`,
		`low${word} |= (low.x | (low.y << 1u) | (low.z << 2u) | (low.w << 3u)) << ${4 * group}u;`,
		`high = (r${group}_1 >> 15u) & 0x00010001u;`,
		`high${word} |= (high.x | (high.y << 1u) | (high.z << 2u) | (high.w << 3u)) << ${4 * group}u;`
	]);
}

/** @param words of 32 channels in this layer: 1 or 2 */
function shader(shape: ConvShape, sums: PartialSums, words: number, constants: Constants): string {
	const { stride, pool, outChannels } = shape;
	const wide = wordsOfTexel(outChannels) === 2;
	return [
		POSITION_HEAD,
		'uniform usampler2DArray pictures;',
		'uniform usampler2D table;',
		constants.declaration,
		`out ${wide ? 'uvec4' : 'uvec2'} planes;`,
		'uvec4 entry(uint value, int row, int texel) {',
		'return texelFetch(table, ivec2(int(value) * 2 + texel, row), 0);',
		'}',
		'void main() {',
		`ivec2 corner = firstTexel(${pool * stride});`,
		'uint low0 = 0u, low1 = 0u, high0 = 0u, high1 = 0u;',
		'uvec4 low, high;',
		...range(words).flatMap((word) => [
			'{',
			...range(12).map((i) => `uvec4 r${Math.floor(i / 3)}_${i % 3} = uvec4(0u);`),
			`for (int at = 0; at < ${pool * pool}; at++) {`,
			`ivec2 q = corner + ${stride} * ivec2(at % ${pool}, at / ${pool}) * grid.xy;`,
			...range(9).map(
				(t) =>
					`uvec4 p${t} = texelFetch(pictures, ivec3(q + ivec2(${t % 3}, ${Math.floor(t / 3)}) * grid.xy, 0), 0);`
			),
			...addEntries(sums.largest, word),
			...compare(constants, word),
			'}',
			...gather(word),
			'}'
		]),
		wide ? 'planes = uvec4(low0, low1, high0, high1);' : 'planes = uvec2(low0, high0);',
		'}'
	].join('\n');
}

/** @returns the passes and their output, packed levels [pooledHeight, pooledWidth, outChannels] */
export function tableConvPasses(
	network: IntegerNetwork,
	shape: ConvShape,
	pictures: AtlasSurface
): { passes: Pass[]; output: AtlasSurface } {
	const { outChannels, pooledHeight, pooledWidth } = shape;
	const output = levelSurface(outChannels, { height: pooledHeight, width: pooledWidth });
	const passes = range(output.layers).map((layer): Pass => {
		const sizes = wordSizes(outChannels, layer);
		const sums = partialSums(
			network,
			layer * LAYER_CHANNELS,
			sizes.reduce((a, b) => a + b)
		);
		const table: ConstantSurface = {
			kind: 'constant',
			format: 'rgba32ui',
			width: TABLE_ENTRIES * 2,
			height: TABLE_ROWS * sizes.length,
			texels: sums.words
		};
		const constants = constantWords(packLimits(sums));
		return {
			name: `convolution 1 by table, layer ${layer}`,
			fragment: shader(shape, sums, sizes.length, constants),
			inputs: { pictures, table, ...constants.inputs },
			blocks: constants.blocks,
			outputs: [{ surface: output, layer }]
		};
	});
	return { passes, output };
}
