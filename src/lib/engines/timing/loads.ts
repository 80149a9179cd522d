/**
 * What the inner loops of the wasm engine read for the work they do, counted in the kernels' sources: bytes of every load, from
 * whatever cache it comes. Counts, not times; a roofline needs them.
 */

/** Inner loops of the wasm engine: float layers, layers of levels and signs, the first layer as a table. */
export type LayerKernel = 'float' | 'signs' | 'table';

export interface InnerLoop {
	/** Multiply-adds that one turn does, or takes the place of. */
	readonly macs: number;
	/** Bytes that one turn loads. */
	readonly bytes: number;
	/** Load instructions of one turn. */
	readonly loads: number;
	/** Which of the core's measured limits its arithmetic has. */
	readonly arithmetic: 'float' | 'look-up' | 'additions';
}

const VECTOR = 16;

/** Taps of a window times colours. */
const ADDENDS = 27;

export const INNER_LOOPS: Readonly<Record<LayerKernel, InnerLoop>> = {
	/** infer-float.ts, sumFour: four splats and two vectors of weights, for four positions and eight channels. */
	float: { macs: 32, bytes: 4 * 4 + 2 * VECTOR, loads: 6, arithmetic: 'float' },
	/**
	 * infer-sign-conv.ts, sumFour: sums of four positions, patterns of 32 channels and an offset, for the four levels of a byte at four
	 * positions in 32 channels.
	 */
	signs: { macs: 4 * 4 * 32, bytes: 4 * VECTOR + 2 * VECTOR + 4, loads: 7, arithmetic: 'look-up' },
	/**
	 * infer-table.ts, sumsAt, one position of 32 channels: two vectors of each of 27 rows, and nine times three addresses, by two
	 * loads. The multiply-adds are those of ten numbers a colour, of which none is done.
	 */
	table: {
		macs: ADDENDS * 10 * 32,
		bytes: ADDENDS * 2 * VECTOR + ADDENDS * 4,
		loads: ADDENDS * 2 + 9 * 2,
		arithmetic: 'additions'
	}
};

/** Multiply-adds for each byte that is read. */
export const intensityOf = ({ macs, bytes }: InnerLoop): number => macs / bytes;
