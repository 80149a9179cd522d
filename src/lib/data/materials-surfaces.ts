/**
 * The ten materials as height fields: how high the surface stands at (x, y), roughly 0..1.
 *
 * Only shapes live here. Placing, lighting and photographing them is not this file's business.
 */
import { hypot, PI, sin } from '#lib/core/pinned-math.ts';
import { cellDistances, fractalNoise, latticeValue, smooth, valueNoise } from '#lib/data/materials-noise.ts';

/** In class order: label 0 is brick. */
export const MATERIAL_NAMES = [
	'brick',
	'pebbles',
	'cracks',
	'wood',
	'marble',
	'weave',
	'ripples',
	'fur',
	'clouds',
	'studs'
] as const;

export type MaterialName = (typeof MATERIAL_NAMES)[number];

/** Height at (x, y); `salt` is a whole number that makes one piece of the material differ from another. */
export type HeightField = (x: number, y: number, salt: number) => number;

export interface Surface {
	readonly height: HeightField;
	/** Rings have a centre, which must stay in view; the other materials are looked at anywhere. */
	readonly centred: boolean;
}

export const SURFACES: Readonly<Record<MaterialName, Surface>> = {
	brick: { height: brick, centred: false },
	pebbles: { height: pebbles, centred: false },
	cracks: { height: cracks, centred: false },
	wood: { height: wood, centred: true },
	marble: { height: marble, centred: false },
	weave: { height: weave, centred: false },
	ripples: { height: ripples, centred: true },
	fur: { height: fur, centred: false },
	clouds: { height: clouds, centred: false },
	studs: { height: studs, centred: false }
};

/** Where `cellDistances` writes; read at once, never kept. */
const cell = new Float64Array(2);

function brick(x: number, y: number, salt: number): number {
	const row = Math.floor(y * 1.6);
	const along = x * 0.8 + 0.5 * (row & 1);
	const column = Math.floor(along);
	const u = along - column;
	const v = y * 1.6 - row;
	const mortar = ramp(0, 0.12, u) * ramp(1, 0.88, u) * ramp(0, 0.2, v) * ramp(1, 0.8, v);
	return mortar * (0.8 + 0.4 * latticeValue(column, row, salt));
}

function pebbles(x: number, y: number, salt: number): number {
	cellDistances(x * 1.3, y * 1.3, salt, cell);
	return 1 - Math.min(1, cell[0] * 1.3);
}

function cracks(x: number, y: number, salt: number): number {
	cellDistances(x * 0.9, y * 0.9, salt, cell);
	return ramp(0.02, 0.2, cell[1] - cell[0]);
}

function wood(x: number, y: number, salt: number): number {
	const centre = -1 - 3 * latticeValue(1, 2, salt);
	const radius = hypot(x - centre, y * 0.25) + 0.5 * fractalNoise(x * 0.7, y * 0.3, salt);
	return 0.5 + 0.5 * sin(radius * 9);
}

function marble(x: number, y: number, salt: number): number {
	return 1 - Math.abs(sin(1.6 * x + 5 * fractalNoise(x * 0.8, y * 0.8, salt)));
}

function weave(x: number, y: number): number {
	const column = Math.floor(x * 2);
	const row = Math.floor(y * 2);
	const acrossWarp = sin((x * 2 - column) * PI);
	const acrossWeft = sin((y * 2 - row) * PI);
	const warpIsOnTop = ((column + row) & 1) === 1;
	return warpIsOnTop ? acrossWarp * (0.6 + 0.4 * acrossWeft) : 0.85 * acrossWeft * (0.3 + 0.7 * acrossWarp);
}

/** Two drops fell into the water; their rings add up. */
function ripples(x: number, y: number, salt: number): number {
	const first = hypot(x - 4 * latticeValue(3, 1, salt), y - 4 * latticeValue(1, 3, salt) - 3);
	const second = hypot(x + 2 * latticeValue(5, 1, salt) + 1, y + 1);
	return 0.5 + 0.25 * sin(6 * first) + 0.25 * sin(5 * second);
}

function fur(x: number, y: number, salt: number): number {
	const bend = 1.2 * valueNoise(x, y * 0.5, salt + 5);
	return valueNoise(x * 5, y * 0.6 + bend, salt);
}

function clouds(x: number, y: number, salt: number): number {
	return fractalNoise(x * 1.1, y * 1.1, salt);
}

function studs(x: number, y: number): number {
	const row = Math.floor(y * 1.7);
	const along = x * 1.5 + 0.5 * (row & 1);
	const u = along - Math.floor(along) - 0.5;
	const v = y * 1.7 - row - 0.5;
	const squaredRadius = u * u + v * v;
	// A dome cut off before its foot, so that each stud has a rim.
	return squaredRadius < 0.36 * 0.36 ? Math.sqrt(1 - squaredRadius / 0.13) : 0;
}

/** 0 up to `from`, 1 from `to` on, smooth between; `from` may be the larger of the two. */
function ramp(from: number, to: number, x: number): number {
	const t = (x - from) / (to - from);
	return smooth(t < 0 ? 0 : t > 1 ? 1 : t);
}
