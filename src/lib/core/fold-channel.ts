/**
 * One channel's fold in the open: batch norm as a line over whole-number sums, the quantizer's steps on it, and the three whole
 * numbers that are left. The rounding is that of fold.ts, which this calls.
 */
import { channelAffine, type Affine } from './batch-norm.ts';
import { writeThresholds } from './fold.ts';
import { THRESHOLDS } from './integer-network.ts';
import { activationLevel } from './quantize.ts';

/** Batch norm of one channel; mean and deviation are of whole-number sums. */
export interface ChannelNorm {
	readonly gamma: number;
	readonly beta: number;
	readonly mean: number;
	/** At least 0. */
	readonly deviation: number;
	/** What one unit of the sum is worth, at least 0. */
	readonly scale: number;
}

export interface ChannelFold extends Affine {
	/** Whether gamma is negative, so that folding turns the channel's signs round. */
	readonly turned: boolean;
	/** On the sum as folding leaves it: turned where `turned` says so. */
	readonly thresholds: readonly number[];
	/** Whether every sum has one level. */
	readonly constant: boolean;
}

/** z at which the quantizer steps up to level 1, 2 and 3: where 1.5 z + 0.5 is 1, 2 and 3. */
export const STEPS_OF_Z = [1 / 3, 1, 5 / 3] as const;

/**
 * @param largest the largest sum; the smallest is its negative
 * @throws RangeError when slope or offset is not finite in float32
 */
export function foldChannel(
	{ gamma, beta, mean, deviation, scale }: ChannelNorm,
	largest: number
): ChannelFold {
	const norm = {
		gamma: Float32Array.of(gamma),
		beta: Float32Array.of(beta),
		mean: Float32Array.of(mean),
		variance: Float32Array.of(deviation * deviation)
	};
	const { slope, offset } = channelAffine(norm, 0, Math.fround(scale));
	const out = new Int16Array(THRESHOLDS);
	writeThresholds({ slope: Math.abs(slope), offset }, largest, out);
	const thresholds = [...out];
	return {
		slope,
		offset,
		turned: slope < 0,
		thresholds,
		constant: thresholds.every((t) => t <= -largest || t > largest)
	};
}

/** The level of a sum before folding: batch norm and quantizer in float32. */
export const floatLevel = ({ slope, offset }: Affine, sum: number): number =>
	activationLevel(Math.fround(sum * slope) + offset);

/** The level of a sum after folding: thresholds alone. */
export function integerLevel({ turned, thresholds }: ChannelFold, sum: number): number {
	const folded = turned ? -sum : sum;
	return thresholds.filter((t) => folded >= t).length;
}
