/**
 * An evening at a lake, drawn from noise: a sky without an edge in it, ridges in haze, water, and trees as fine as a pixel.
 * Smooth and busy parts lie side by side, which is what rounding treats differently. Every number follows from the position.
 */
import { exp, sin } from '#lib/core/pinned-math.ts';
import { fractalNoise, latticeValue, smooth, valueNoise } from './materials-noise.ts';

type Colour = readonly [number, number, number];

/** Where the far shore lies, and the near one: parts of the picture's height. */
const WATERLINE = 0.655;
const NEAR_SHORE = 0.9;
const SUN = { x: 0.68, y: 0.405 };
const SALT = 4801;

const ZENITH: Colour = [38, 66, 128];
const HIGH: Colour = [104, 132, 182];
const LOW: Colour = [238, 178, 142];
const GLOW: Colour = [255, 226, 166];
const CLOUD: Colour = [246, 196, 182];

/** Ridges from far to near: how high they stand, how rough, and their colour in the haze. */
const RIDGES: readonly { base: number; height: number; waves: number; colour: Colour; foot: Colour }[] = [
	{ base: 0.56, height: 0.19, waves: 3.1, colour: [132, 128, 168], foot: [214, 172, 164] },
	{ base: 0.61, height: 0.15, waves: 4.7, colour: [92, 90, 134], foot: [176, 140, 150] },
	{ base: 0.65, height: 0.1, waves: 6.3, colour: [56, 60, 94], foot: [112, 98, 122] }
];

const mix = (a: Colour, b: Colour, t: number): Colour => [
	a[0] + (b[0] - a[0]) * t,
	a[1] + (b[1] - a[1]) * t,
	a[2] + (b[2] - a[2]) * t
];
const clamp = (t: number): number => Math.min(Math.max(t, 0), 1);
/** 0 below `from`, 1 above `to`, smooth between. */
const ramp = (x: number, from: number, to: number): number => smooth(clamp((x - from) / (to - from)));

function sky(x: number, y: number): Colour {
	const down = clamp(y / WATERLINE);
	const base = down < 0.55 ? mix(ZENITH, HIGH, down / 0.55) : mix(HIGH, LOW, ramp(down, 0.55, 0.98));
	const dx = x - SUN.x;
	const dy = y - SUN.y;
	const squared = dx * dx + 1.6 * dy * dy;
	const lit = mix(base, GLOW, 0.75 * exp(-squared / 0.05) + 0.22 * exp(-squared / 0.28));
	const wisps = fractalNoise(x * 3.2 + 0.6 * y, y * 17 + x * 2, SALT);
	const band = ramp(y, 0.08, 0.24) * (1 - ramp(y, 0.3, 0.46));
	const clouded = mix(lit, CLOUD, 0.62 * band * ramp(wisps, 0.5, 0.74));
	const disc = 1 - ramp(Math.sqrt(dx * dx + dy * dy), 0.036, 0.04);
	return mix(clouded, [255, 247, 219], disc);
}

function ridgeTop(k: number, x: number): number {
	const { base, height, waves } = RIDGES[k];
	const broad = fractalNoise(x * waves + 31 * k, 5.5 * k, SALT + 7 * k);
	const crag = valueNoise(x * waves * 11, k, SALT + 40 + k) - 0.5;
	return base - height * (0.25 + 0.85 * (broad - 0.25)) - 0.006 * crag;
}

/** Everything above the water. */
function shore(x: number, y: number): Colour {
	let colour = sky(x, y);
	RIDGES.forEach(({ base, height, colour: ridge, foot }, k) => {
		// No peak stands higher than this, and noise costs time.
		if (y < base - height) return;
		const top = ridgeTop(k, x);
		const inside = clamp((y - top) * 320);
		if (inside === 0) return;
		const mist = ramp(y, top, WATERLINE + 0.01);
		const rock = fractalNoise(x * 46, y * 62 + 12 * k, SALT + 60 + k) - 0.5;
		const shaded = mix(ridge, foot, 0.9 * mist).map((c) => c * (1 + 0.2 * (1 - mist) * rock));
		colour = mix(colour, shaded as unknown as Colour, inside);
	});
	return colour;
}

function water(x: number, y: number): Colour {
	const depth = (y - WATERLINE) / (1 - WATERLINE);
	// Ripples are flat and close at the far shore, and open up towards the near one.
	const pitch = 190 - 130 * depth;
	const ripple = valueNoise(x * 22, y * pitch, SALT + 90) - 0.5 + 0.5 * sin(y * 420 - x * 9) * 0.35;
	const mirrored = WATERLINE - (y - WATERLINE) * 1.5 + ripple * 0.05 * (0.2 + depth);
	const seen = shore(clamp(x + ripple * 0.02 * (0.3 + depth)), clamp(mirrored));
	const column = exp(-((x - SUN.x) * (x - SUN.x)) / (0.0012 + 0.01 * depth));
	const glint = column * ramp(valueNoise(x * 60, y * pitch * 1.5, SALT + 95), 0.45, 0.8);
	return mix(mix(seen, [30, 44, 84], 0.2 + 0.4 * depth), [255, 226, 170], 0.85 * glint);
}

/** Heights of the near conifers' skyline for each column, in parts of the picture. */
function skyline(width: number): Float64Array {
	const tops = Float64Array.from({ length: width }, (_, column) => {
		const x = column / width;
		return NEAR_SHORE + 0.03 * fractalNoise(x * 5, 1, SALT + 120) - 0.02;
	});
	for (let tree = 0; tree < 64; tree++) {
		const at = (tree + latticeValue(tree, 1, SALT)) / 64;
		// A clearing in front of the sun's reflection.
		const edge = Math.abs(at - 0.62);
		const tall = (0.05 + 0.24 * latticeValue(tree, 2, SALT) ** 1.6) * ramp(edge, 0.1, 0.42);
		const half = 0.012 + 0.16 * tall;
		const from = Math.max(Math.floor((at - half) * width), 0);
		const to = Math.min(Math.ceil((at + half) * width), width - 1);
		for (let column = from; column <= to; column++) {
			const across = Math.abs(column / width - at) / half;
			if (across >= 1) continue;
			const jag = 0.014 * latticeValue(column, tree, SALT + 3);
			const top = NEAR_SHORE + 0.01 - tall * (1 - across ** 0.82) - jag * (across > 0.08 ? 1 : 0);
			tops[column] = Math.min(tops[column], top);
		}
	}
	return tops;
}

function trees(x: number, y: number, below: number): Colour {
	const needles = valueNoise(x * 300, y * 150, SALT + 140);
	const clumps = fractalNoise(x * 30, y * 30, SALT + 141);
	const light = 0.6 + 0.9 * needles * clumps + 0.25 * exp(-below * 60);
	const warm = exp(-below * 90);
	return mix(
		[22 * light, 33 * light, 40 * light],
		[120 * light, 88 * light, 70 * light],
		0.35 * warm * needles
	);
}

/** @returns [side, side, 3], 0..255 */
export function drawLandscape(side: number): Uint8Array {
	const pixels = new Uint8Array(side * side * 3);
	const tops = skyline(side);
	let at = 0;
	for (let row = 0; row < side; row++) {
		const y = (row + 0.5) / side;
		for (let column = 0; column < side; column++) {
			const x = (column + 0.5) / side;
			const behind = y < WATERLINE ? shore(x, y) : water(x, y);
			const inside = clamp((y - tops[column]) * side);
			const colour = inside === 0 ? behind : mix(behind, trees(x, y, y - tops[column]), inside);
			// A camera's noise, half a value: without it even eight bits would show bands in the sky.
			const grain = latticeValue(column, row, SALT + 200) + latticeValue(column, row, SALT + 201) - 1;
			for (const component of colour)
				pixels[at++] = Math.min(Math.max(Math.round(component + 1.1 * grain), 0), 255);
		}
	}
	return pixels;
}
