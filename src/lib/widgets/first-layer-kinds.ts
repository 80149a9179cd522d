/** The first layers as operations: what one output takes, and how many outputs one instruction works on. Counts, not times. Pure. */
import { namedEncoding, wordLengthOf } from '#lib/core/encoding.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { dotCosts } from '#lib/core/word-dot.ts';
import { later, type Values } from '#lib/language/language.ts';

export interface FirstLayerKind {
	/** Its contestant on wasm. */
	readonly contestant: string;
	readonly label: string;
	/** Channels that the convolution reads. */
	readonly channels: number;
	/** In words, such as "{n} multiply-adds", and its numbers. */
	readonly work: string;
	readonly counts: Values;
	/** Arithmetic operations for one output. */
	readonly operations: number;
	/** Outputs that one 128-bit instruction works on. */
	readonly lanes: number;
}

const TAPS = KERNEL_SIZE * KERNEL_SIZE;
const COLOURS = 3;
const REGISTER_BITS = 128;

const byPopcount = (name: string, bits: number, contestant: string, label: string): FirstLayerKind => {
	const channels = COLOURS * wordLengthOf(namedEncoding(name));
	const { xors, popcounts, countSums } = dotCosts(TAPS, channels, bits);
	return {
		contestant,
		label,
		channels,
		work: later('{xors} exclusive-ors, {popcounts} popcounts, {sums} sums'),
		counts: { xors, popcounts, sums: countSums },
		operations: xors + popcounts + countSums,
		// One word of 32 bits an output.
		lanes: REGISTER_BITS / 32
	};
};

export const FIRST_LAYER_KINDS: readonly FirstLayerKind[] = [
	{
		contestant: 'wasm.conv1.float',
		label: later('float'),
		channels: COLOURS,
		// A multiplication and its addition are one instruction where the processor has it.
		work: later('{n} multiply-adds'),
		counts: { n: TAPS * COLOURS },
		operations: TAPS * COLOURS,
		lanes: REGISTER_BITS / 32
	},
	byPopcount('naive2', 2, 'wasm.conv1.naive2', later('two bits, by popcount')),
	byPopcount('bit-planes', 1, 'wasm.conv1.bitPlanes', later('eight bit-planes, by popcount')),
	byPopcount('pixel-embedding', 2, 'wasm.conv1.popcount', later('words, by popcount')),
	{
		contestant: 'wasm.conv1.table',
		label: later('words, as a table'),
		channels: COLOURS * wordLengthOf(namedEncoding('pixel-embedding')),
		work: later('{n} additions'),
		counts: { n: TAPS * COLOURS },
		operations: TAPS * COLOURS,
		// One byte an output.
		lanes: REGISTER_BITS / 8
	}
];

/** Instructions of arithmetic for one output; loads are not in it. */
export const instructionsOf = ({ operations, lanes }: FirstLayerKind): number => operations / lanes;
