/** The first layers as operations: what one output takes, and how many outputs one instruction works on. Counts, not times. Pure. */
import { namedEncoding, wordLengthOf } from '#lib/core/encoding.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { dotCosts } from '#lib/core/word-dot.ts';

export interface FirstLayerKind {
	/** Its contestant on wasm. */
	readonly contestant: string;
	readonly label: string;
	/** Channels that the convolution reads. */
	readonly channels: number;
	/** In words, such as "27 multiply-adds". */
	readonly work: string;
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
		work: `${xors} exclusive-ors, ${popcounts} popcounts, ${countSums} sums`,
		operations: xors + popcounts + countSums,
		// One word of 32 bits an output.
		lanes: REGISTER_BITS / 32
	};
};

export const FIRST_LAYER_KINDS: readonly FirstLayerKind[] = [
	{
		contestant: 'wasm.conv1.float',
		label: 'float',
		channels: COLOURS,
		// A multiplication and its addition are one instruction where the processor has it.
		work: `${TAPS * COLOURS} multiply-adds`,
		operations: TAPS * COLOURS,
		lanes: REGISTER_BITS / 32
	},
	byPopcount('naive2', 2, 'wasm.conv1.naive2', 'two bits, by popcount'),
	byPopcount('bit-planes', 1, 'wasm.conv1.bitPlanes', 'eight bit-planes, by popcount'),
	byPopcount('pixel-embedding', 2, 'wasm.conv1.popcount', 'words, by popcount'),
	{
		contestant: 'wasm.conv1.table',
		label: 'words, as a table',
		channels: COLOURS * wordLengthOf(namedEncoding('pixel-embedding')),
		work: `${TAPS * COLOURS} additions`,
		operations: TAPS * COLOURS,
		// One byte an output.
		lanes: REGISTER_BITS / 8
	}
];

/** Instructions of arithmetic for one output; loads are not in it. */
export const instructionsOf = ({ operations, lanes }: FirstLayerKind): number => operations / lanes;
