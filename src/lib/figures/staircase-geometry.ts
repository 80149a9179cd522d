/** Where things stand in the pictures of one number learned through its rounding. Pure; latents in, places out. */

/** Latents that are drawn: the levels' range and half of it on either side. */
export const LATENT_DOMAIN = [-0.5, 1.5] as const;

/** One flat piece of a staircase: latents from..to all round to `level`. */
export interface Stair {
	readonly level: number;
	readonly from: number;
	readonly to: number;
	/** Height of the piece: the loss there. */
	readonly loss: number;
}

export interface CurvePoint {
	readonly x: number;
	readonly y: number;
}

/** What the backward pass says the slope is at one place of the staircase. */
export interface ReportedSlope {
	readonly x: number;
	readonly loss: number;
	/** Loss for each unit of latent. */
	readonly slope: number;
}

export interface StackedDot {
	readonly index: number;
	/** Middle of its column, a latent. */
	readonly x: number;
	/** How many dots lie under it. */
	readonly height: number;
}

/** Width of a column of dots. */
const COLUMN = 0.04;

export const insideDomain = (x: number): number => Math.min(Math.max(x, LATENT_DOMAIN[0]), LATENT_DOMAIN[1]);

/** Dots in columns, each on top of those before it. What lies outside the picture is stacked at its edge. */
export function stackDots(latents: ArrayLike<number>): StackedDot[] {
	const heights = new Map<number, number>();
	return Array.from(latents, (latent, index) => {
		const last = Math.round((LATENT_DOMAIN[1] - LATENT_DOMAIN[0]) / COLUMN) - 1;
		const column = Math.min(Math.floor((insideDomain(latent) - LATENT_DOMAIN[0]) / COLUMN), last);
		const height = heights.get(column) ?? 0;
		heights.set(column, height + 1);
		return { index, x: LATENT_DOMAIN[0] + (column + 0.5) * COLUMN, height };
	});
}

/** A line of `length` pixels through (x, y) on the screen, where a latent is `kx` pixels wide and a unit of loss `ky` high. */
export function slopeLine(
	{ x, y }: CurvePoint,
	slope: number,
	{ kx, ky, length }: { readonly kx: number; readonly ky: number; readonly length: number }
): { x1: number; y1: number; x2: number; y2: number } {
	const rise = -slope * (ky / kx);
	const dx = length / 2 / Math.hypot(1, rise);
	const dy = dx * rise;
	return { x1: x - dx, y1: y - dy, x2: x + dx, y2: y + dy };
}

/** An SVG path along one latent's way through time, straight down where it stands still. */
export function wayDown(
	way: readonly number[],
	x: (latent: number) => number,
	y: (step: number) => number
): string {
	return way
		.map(
			(latent, step) => `${step === 0 ? 'M' : 'L'}${x(insideDomain(latent)).toFixed(1)} ${y(step).toFixed(1)}`
		)
		.join('');
}
