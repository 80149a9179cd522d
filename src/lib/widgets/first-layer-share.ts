/** What share of a network's time its float first layer has, when each layer runs as fast as one core can. Pure. */
import { shareOfTime } from '#lib/core/amdahl.ts';
import { archA, networkShape, type NetworkSpec } from '#lib/core/network.ts';

/** The course's network with a float first layer. */
export const COURSE_NETWORK: NetworkSpec = archA({ kind: 'float-first' });

/** The same, but the first layer looks at every pixel and not at every other one; a max-pool brings its output to the same size. */
export const EVERY_PIXEL: NetworkSpec = {
	...COURSE_NETWORK,
	convs: COURSE_NETWORK.convs.map((conv, i) => (i === 0 ? { ...conv, stride: 1, pool: 2 } : conv))
};

/** Of all multiply-adds, 0..1. */
export function shareOfWork(spec: NetworkSpec): number {
	const { convs, macs } = networkShape(spec);
	return convs[0].macs / macs;
}

/**
 * Of the time, 0..1, when the first layer's multiply-adds are done at the core's float peak and the others' at its look-up peak.
 * @param peaks thousands of millions of multiply-adds a second
 */
export const shareAtPeaks = (
	spec: NetworkSpec,
	peaks: { readonly floatMacs: number; readonly signMacs: number }
): number => shareOfTime(shareOfWork(spec), peaks.signMacs / peaks.floatMacs);
