/**
 * A still life, drawn by following rays: three fruits on linen before a wall, with soft shadows. Round things under one window have
 * gradients everywhere, the cloth has none: the hardest and the easiest thing to round, in one picture.
 */
import { exp } from '#lib/core/pinned-math.ts';
import { fractalNoise, latticeValue, smooth, valueNoise } from './materials-noise.ts';

type Vector = readonly [x: number, y: number, z: number];

/** An ellipsoid with its axes along the room's. */
interface Fruit {
	readonly centre: Vector;
	readonly radius: Vector;
	readonly paint: Vector;
	/** Depth of its dimples. */
	readonly rough: number;
	readonly gloss: number;
	/** Exponent of the highlight as a number of squarings. */
	readonly shine: number;
}

const FRUITS: readonly Fruit[] = [
	{
		centre: [-0.62, 0.62, 0.3],
		radius: [0.64, 0.62, 0.64],
		paint: [0.9, 0.36, 0.07],
		rough: 0.1,
		gloss: 0.24,
		shine: 4
	},
	{
		centre: [0.5, 0.4, -0.34],
		radius: [0.56, 0.4, 0.4],
		paint: [0.92, 0.72, 0.14],
		rough: 0.06,
		gloss: 0.22,
		shine: 4
	},
	{
		centre: [1.06, 0.46, 0.92],
		radius: [0.46, 0.46, 0.46],
		paint: [0.26, 0.05, 0.18],
		rough: 0,
		gloss: 0.55,
		shine: 6
	}
];

/** The camera looks along +z from here; y points up, the table is y = 0, the wall z = WALL. */
const EYE: Vector = [0, 1.18, -4.4];
const WALL = 2.1;
const TILT = -0.115;
const FIELD = 0.37;
/** A window to the upper left, in front: its middle, and half its sides. */
const WINDOW: Vector = [-4.2, 4.4, -2.6];
const WINDOW_HALF = 1.1;
const SAMPLES = 4;
const SALT = 7321;

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const along = (a: Vector, d: Vector, t: number): Vector => [
	a[0] + d[0] * t,
	a[1] + d[1] * t,
	a[2] + d[2] * t
];
const unit = (a: Vector): Vector => along([0, 0, 0], a, 1 / Math.sqrt(dot(a, a)));
const squared = (x: number, times: number): number => (times === 0 ? x : squared(x * x, times - 1));

/** Distance along the ray to the fruit, or Infinity. */
function hit({ centre, radius }: Fruit, from: Vector, towards: Vector): number {
	const o = minus(from, centre);
	const a: Vector = [o[0] / radius[0], o[1] / radius[1], o[2] / radius[2]];
	const d: Vector = [towards[0] / radius[0], towards[1] / radius[1], towards[2] / radius[2]];
	const dd = dot(d, d);
	const half = dot(a, d) / dd;
	const inside = half * half - (dot(a, a) - 1) / dd;
	if (inside < 0) return Infinity;
	const t = -half - Math.sqrt(inside);
	return t > 1e-4 ? t : Infinity;
}

/** Share of the window that a place sees, and where its middle is. */
function windowLight(at: Vector, normal: Vector, pixel: number, skip: Fruit | null): number {
	let light = 0;
	for (let i = 0; i < SAMPLES; i++) {
		// One sample in each quarter of the window, moved at random within it.
		const u = ((i & 1) + latticeValue(pixel, i, SALT)) / 2;
		const v = ((i >> 1) + latticeValue(pixel, i, SALT + 1)) / 2;
		const to = minus(along(WINDOW, [2 * u - 1, 2 * v - 1, 0], WINDOW_HALF), at);
		const direction = unit(to);
		const facing = dot(direction, normal);
		if (facing <= 0) continue;
		if (FRUITS.some((fruit) => fruit !== skip && hit(fruit, at, direction) < Infinity)) continue;
		light += facing / SAMPLES;
	}
	return light;
}

/** How much a fruit nearby keeps the room's light away. */
function openness(at: Vector): number {
	return FRUITS.reduce((open, { centre, radius }) => {
		const d = minus(at, centre);
		const gap = Math.sqrt(dot(d, d)) / radius[1];
		return open * (1 - 0.75 * exp(-1.6 * Math.max(gap - 0.7, 0)));
	}, 1);
}

function fruitColour(fruit: Fruit, at: Vector, ray: Vector, pixel: number): Vector {
	const { centre, radius, paint, rough, gloss, shine } = fruit;
	const d = minus(at, centre);
	const round = unit([d[0] / radius[0] ** 2, d[1] / radius[1] ** 2, d[2] / radius[2] ** 2]);
	const dimple = (shift: number): number =>
		valueNoise(at[0] * 24 + shift, at[1] * 24 + at[2] * 11, SALT + 5 + shift) - 0.5;
	const normal = unit(along(round, [dimple(0), dimple(3), dimple(6)], rough));
	const light = windowLight(along(at, round, 1e-3), normal, pixel, fruit);
	const half = unit(minus(unit(minus(WINDOW, at)), ray));
	const highlight = gloss * squared(Math.max(dot(normal, half), 0), shine) * (light > 0 ? 1 : 0);
	// Light that the cloth throws back from below.
	const bounce = 0.16 * Math.max(-normal[1], 0) * (1 - smooth(Math.min(at[1], 1)));
	const edge = 1 - Math.abs(dot(round, ray));
	const sheen = 0.1 * gloss * edge * edge * edge;
	const mottle = 0.88 + 0.24 * fractalNoise(at[0] * 5, at[1] * 5 + at[2] * 3, SALT + 20);
	return [0, 1, 2].map(
		(c) =>
			paint[c] * mottle * (1.18 * light + 0.09 + bounce * [1.2, 1, 0.8][c]) +
			highlight +
			sheen * [0.8, 0.9, 1.1][c]
	) as unknown as Vector;
}

function clothColour(at: Vector, pixel: number): Vector {
	const light = windowLight(along(at, [0, 1, 0], 1e-3), [0, 1, 0], pixel, null);
	// Threads over and under one another, and a blue stripe woven in.
	const x = at[0] * 34;
	const z = at[2] * 34;
	const over = (Math.floor(x) + Math.floor(z)) % 2 === 0;
	const thread = over ? Math.abs(x - Math.floor(x) - 0.5) : Math.abs(z - Math.floor(z) - 0.5);
	const slub = valueNoise(over ? x : x * 0.2, over ? z * 0.2 : z, SALT + 30);
	const weave = 0.8 + 0.24 * (1 - 2 * thread) * (0.6 + 0.8 * slub) - 0.1 * slub;
	const stripe = Math.abs(at[2] + 1.06) < 0.045 || Math.abs(at[2] + 1.2) < 0.016;
	const paint: Vector = stripe ? [0.3, 0.36, 0.58] : [0.86, 0.82, 0.74];
	const strength = weave * (0.92 * light + 0.13 * openness(at));
	return along([0, 0, 0], paint, strength);
}

function wallColour(at: Vector, pixel: number): Vector {
	const light = windowLight(along(at, [0, 0, -1], 1e-3), [0, 0, -1], pixel, null);
	const falloff = exp(-((at[0] + 1.5) ** 2 + (at[1] - 1.6) ** 2) / 9);
	const plaster = 0.985 + 0.03 * fractalNoise(at[0] * 9, at[1] * 9, SALT + 40);
	return along([0, 0, 0], [0.36, 0.46, 0.47], plaster * (0.1 + 1.15 * light * falloff));
}

function trace(ray: Vector, pixel: number): Vector {
	const table = ray[1] < 0 ? -EYE[1] / ray[1] : Infinity;
	const wall = (WALL - EYE[2]) / ray[2];
	const distances = FRUITS.map((fruit) => hit(fruit, EYE, ray));
	const nearest = Math.min(...distances);
	if (nearest < Math.min(table, wall))
		return fruitColour(FRUITS[distances.indexOf(nearest)], along(EYE, ray, nearest), ray, pixel);
	return table < wall ? clothColour(along(EYE, ray, table), pixel) : wallColour(along(EYE, ray, wall), pixel);
}

/** From linear light to a screen's value, white held back softly. */
const develop = (light: number): number => 255 * (1 - exp(-1.9 * light)) ** 0.62;

/** @returns [side, side, 3], 0..255 */
export function drawStillLife(side: number): Uint8Array {
	const pixels = new Uint8Array(side * side * 3);
	let at = 0;
	for (let row = 0; row < side; row++) {
		for (let column = 0; column < side; column++) {
			const sum = [0, 0, 0];
			for (let sub = 0; sub < 4; sub++) {
				const right = (2 * (column + 0.25 + 0.5 * (sub & 1))) / side - 1;
				const up = 1 - (2 * (row + 0.25 + 0.5 * (sub >> 1))) / side;
				const ray = unit([FIELD * right, FIELD * up + TILT, 1]);
				const light = trace(ray, 4 * (row * side + column) + sub);
				for (let c = 0; c < 3; c++) sum[c] += develop(light[c]) / 4;
			}
			const grain = latticeValue(column, row, SALT + 200) - 0.5;
			for (const component of sum)
				pixels[at++] = Math.min(Math.max(Math.round(component + 2 * grain), 0), 255);
		}
	}
	return pixels;
}
