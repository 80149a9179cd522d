/** What the pictures of chapter 3 draw, computed from the settings of one small training run. Pure. */
import {
	LEVEL_EDGES,
	TOP_LEVEL,
	levelOf,
	motions,
	quantized,
	reportedSlope,
	staircaseLoss,
	type Backward
} from '#lib/core/straight-through.ts';
import {
	LATENT_DOMAIN,
	type CurvePoint,
	type ReportedSlope,
	type Stair
} from '#lib/figures/staircase-geometry.ts';

const [LOW, HIGH] = LATENT_DOMAIN;
/** Places at which a function is looked at: fine enough that a jump looks like one. */
const SAMPLES = 400;
/** Short lines on the staircase. */
const SLOPES = 44;

/** The staircase over the drawn latents. */
export function stairsFor(target: number): Stair[] {
	return Array.from({ length: TOP_LEVEL + 1 }, (_, level) => ({
		level,
		from: level === 0 ? LOW : LEVEL_EDGES[level - 1],
		to: level === TOP_LEVEL ? HIGH : LEVEL_EDGES[level],
		loss: (level / TOP_LEVEL - target) ** 2
	}));
}

export function slopeAt(latent: number, target: number, backward: Backward): ReportedSlope {
	return { x: latent, loss: staircaseLoss(latent, target), slope: reportedSlope(latent, target, backward) };
}

export function slopesFor(target: number, backward: Backward): ReportedSlope[] {
	return Array.from({ length: SLOPES }, (_, i) =>
		slopeAt(LOW + ((i + 0.5) / SLOPES) * (HIGH - LOW), target, backward)
	);
}

export function curveOf(backward: Backward): CurvePoint[] {
	return Array.from({ length: SAMPLES + 1 }, (_, i) => {
		const x = LOW + (i / SAMPLES) * (HIGH - LOW);
		return { x, y: backward(x) };
	});
}

/** The first drawn latent at which g is no finite number, or null. */
export const firstUndefined = (curve: readonly CurvePoint[]): number | null =>
	curve.find((point) => !Number.isFinite(point.y))?.x ?? null;

/** Latent of number `index` after every step. */
export const wayOf = (path: readonly Float64Array[], index: number): number[] =>
	path.map((latents) => latents[index]);

export interface Standing {
	readonly levels: readonly number[];
	readonly stopped: readonly boolean[];
	readonly stoppedCount: number;
	/** Mean loss of all numbers. */
	readonly loss: number;
}

/** How the population stands after `step` steps; at step 0 by what its first step will be. */
export function standingAt(path: readonly Float64Array[], step: number, target: number): Standing {
	const after = Math.max(step, 1);
	const latents = path[step];
	const stopped =
		after < path.length
			? motions(path[after - 1], path[after], target).map((motion) => motion === 'stopped')
			: Array.from(latents, () => false);
	return {
		levels: Array.from(latents, levelOf),
		stopped,
		stoppedCount: stopped.filter(Boolean).length,
		loss: latents.reduce((sum, x) => sum + (quantized(x) - target) ** 2, 0) / latents.length
	};
}
