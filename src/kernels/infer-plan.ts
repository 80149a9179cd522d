/**
 * Plans: what the host has laid out in memory for a network. Every field has four bytes; the host writes them in this order
 * (src/lib/engines/wasm-plan.ts), and addresses are absolute.
 */

/** How the first layer computes; all other layers follow from it. */
export const FIRST_TABLE: i32 = 0;
export const FIRST_POPCOUNT: i32 = 1;
export const FIRST_FLOAT: i32 = 2;
/** Every layer is float. */
export const ALL_FLOAT: i32 = 3;

/** Channels that one block of a low-bit layer computes together; low-bit layers have whole blocks. */
export const BLOCK: i32 = 32;

/** Bytes of a block's levels, four levels of two bits in each. */
export const BLOCK_BYTES: i32 = 8;

@unmanaged
export class ConvPlan {
	/** The layer's input: pictures are passed instead where it is the first. */
	input: usize;
	inHeight: i32;
	inWidth: i32;
	/** Bytes of one pixel of the input. */
	inPixel: i32;
	/** Where the output's pixel (0, 0) lies. */
	output: usize;
	outHeight: i32;
	outWidth: i32;
	/** Bytes of one pixel, and from one row to the next, of the output. */
	outPixel: i32;
	outRow: i32;
	stride: i32;
	/** 1 or 2. The output's size is that after pooling. */
	pool: i32;
	/** Blocks of output channels: of BLOCK, in float layers of 8. */
	blocks: i32;
	/** Tables, words, sign patterns or float weights: block after block. */
	weights: usize;
	/** Low-bit layers: [block][3][BLOCK] int16, each one less than the sum that reaches the level. Float layers: biases. */
	thresholds: usize;
	/** Working memory for the input with its border. */
	padded: usize;
	/** What else a kind of layer needs; see its file. */
	detail: usize;
	detailCount: i32;
	/** Rows of the output that are computed before the next rows of the input are unpacked. */
	stripRows: i32;
}

@unmanaged
export class NetworkPlan {
	first: i32;
	convs: usize;
	convCount: i32;
	/** Features of the last layer: bytes of packed levels, or floats. */
	features: i32;
	featuresAt: usize;
	denseWeights: usize;
	/** Vectors of classes: of 16 where the last layer is low-bit, of 4 where it is float. */
	classVectors: i32;
}

/** Bytes of one ConvPlan. */
export const CONV_PLAN_BYTES: usize = offsetof<ConvPlan>();
