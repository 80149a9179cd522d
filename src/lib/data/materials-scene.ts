/**
 * One piece of a material, placed before the camera and lit by a low sun: from a height field to linear light.
 *
 * Everything that differs between two pictures of a class is drawn here, except what the camera adds. How bright the hour
 * is does not enter: a radiance of 1 is a white sheet facing the sun, and exposure is the camera's business.
 */
import { cos, PI, sin } from '#lib/core/pinned-math.ts';
import type { Random } from '#lib/core/random.ts';
import { COLOURS } from '#lib/data/dataset.ts';
import { fractalNoise, valueNoise } from '#lib/data/materials-noise.ts';
import type { Surface } from '#lib/data/materials-surfaces.ts';

/** Height and width of every picture, in pixels. */
export const MATERIAL_SIDE = 32;

/** Heights are sampled one pixel beyond each edge: slopes are taken between the two neighbours. */
const FIELD_SIDE = MATERIAL_SIDE + 2;

/** Pitch of the slow noise that bends straight lines: one lattice cell is about eight pixels. */
const WARP_CELLS_PER_PIXEL = 0.12;

/** Scratch, overwritten by every picture; no picture reads what another left. [FIELD_SIDE, FIELD_SIDE] */
const heights = new Float64Array(FIELD_SIDE * FIELD_SIDE);

interface Sun {
	/** Unit vector towards the sun; z points at the camera. */
	readonly x: number;
	readonly y: number;
	readonly z: number;
	/** Strength of red, green and blue. */
	readonly colour: readonly [number, number, number];
	/** Share of the light that comes from everywhere. */
	readonly ambient: number;
}

/**
 * Draws one piece of the material and lights it.
 * @param radiance written: [MATERIAL_SIDE, MATERIAL_SIDE, 3] linear light, 0 or more
 */
export function renderScene(surface: Surface, random: Random, radiance: Float64Array): void {
	const salt = random.below(1_000_000);
	sampleHeights(surface, salt, random);
	shade(drawSun(random), salt, random, radiance);
}

/** Fills `heights` with the surface turned, scaled, moved and gently warped at random. */
function sampleHeights(surface: Surface, salt: number, random: Random): void {
	const angle = 2 * PI * random.uniform();
	const scale = uniformIn(random, 0.09, 0.18);
	const alongX = cos(angle) * scale;
	const alongY = sin(angle) * scale;
	const travel = surface.centred ? 0 : 50;
	const offsetX = travel * random.uniform();
	const offsetY = travel * random.uniform();
	const warpStrength = 0.6 * random.uniform();

	for (let row = 0; row < FIELD_SIDE; row++) {
		const down = row - FIELD_SIDE / 2 + 1;
		for (let column = 0; column < FIELD_SIDE; column++) {
			const right = column - FIELD_SIDE / 2 + 1;
			const bend = valueNoise(column * WARP_CELLS_PER_PIXEL, row * WARP_CELLS_PER_PIXEL, salt + 77);
			const warp = warpStrength * (bend - 0.5);
			const x = alongX * right + alongY * down + warp + offsetX;
			const y = alongX * down - alongY * right - warp + offsetY;
			heights[row * FIELD_SIDE + column] = surface.height(x, y, salt);
		}
	}
}

function drawSun(random: Random): Sun {
	const azimuth = 2 * PI * random.uniform();
	// Low, 14 to 52 degrees above the surface, so that relief casts shade.
	const elevation = uniformIn(random, 0.25, 0.9);
	const warmth = uniformIn(random, -0.3, 0.3);
	return {
		x: cos(azimuth) * cos(elevation),
		y: sin(azimuth) * cos(elevation),
		z: sin(elevation),
		colour: [1 + warmth, 1, 1 - warmth],
		ambient: uniformIn(random, 0.05, 0.3)
	};
}

/** Blinn-Phong shading of `heights`: diffuse times paint, plus a highlight in the sun's colour. */
function shade(sun: Sun, salt: number, random: Random, radiance: Float64Array): void {
	const paint = drawPaint(random);
	const red = paint[0] * sun.colour[0];
	const green = paint[1] * sun.colour[1];
	const blue = paint[2] * sun.colour[2];
	// Products of two uniforms: mostly small, now and then large.
	const relief = 0.9 + 3.3 * random.uniform() * random.uniform();
	const gloss = 0.4 * random.uniform() * random.uniform();
	// High places lighter than low ones, or darker.
	const heightTint = random.uniform() * (random.below(2) === 0 ? -1 : 1);
	const grain = 0.2 * random.uniform();
	const grainCellsPerPixel = uniformIn(random, 0.1, 0.3);

	// The half vector between the sun and the camera, which looks along (0, 0, 1).
	const halfLength = Math.sqrt(sun.x * sun.x + sun.y * sun.y + (sun.z + 1) * (sun.z + 1));
	const halfX = sun.x / halfLength;
	const halfY = sun.y / halfLength;
	const halfZ = (sun.z + 1) / halfLength;

	let out = 0;
	for (let row = 0; row < MATERIAL_SIDE; row++) {
		for (let column = 0; column < MATERIAL_SIDE; column++) {
			const at = (row + 1) * FIELD_SIDE + column + 1;
			const slopeX = (heights[at + 1] - heights[at - 1]) * relief;
			const slopeY = (heights[at + FIELD_SIDE] - heights[at - FIELD_SIDE]) * relief;
			const normalZ = 1 / Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
			const facingSun = Math.max(0, (sun.z - slopeX * sun.x - slopeY * sun.y) * normalZ);
			const facingHalf = Math.max(0, (halfZ - slopeX * halfX - slopeY * halfY) * normalZ);

			const speck = fractalNoise(column * grainCellsPerPixel, row * grainCellsPerPixel, salt + 31);
			const tint = 1 + heightTint * (heights[at] - 0.5);
			const diffuse = (sun.ambient + (1 - sun.ambient) * facingSun) * tint * (1 + 2 * grain * (speck - 0.5));
			const highlight = gloss * twentiethPower(facingHalf);

			radiance[out] = red * diffuse + highlight * sun.colour[0];
			radiance[out + 1] = green * diffuse + highlight * sun.colour[1];
			radiance[out + 2] = blue * diffuse + highlight * sun.colour[2];
			out += COLOURS;
		}
	}
}

/** A random colour, neither grey nor black, as [red, green, blue] in 0..1. */
function drawPaint(random: Random): [number, number, number] {
	const hue = 6 * random.uniform();
	const saturation = uniformIn(random, 0.1, 0.7);
	const value = uniformIn(random, 0.25, 0.85);
	return [5, 3, 1].map((primary) => {
		const k = (primary + hue) % 6;
		return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
	}) as [number, number, number];
}

function twentiethPower(x: number): number {
	const fourth = x * x * (x * x);
	const eighth = fourth * fourth;
	return eighth * eighth * fourth;
}

function uniformIn(random: Random, from: number, to: number): number {
	return from + (to - from) * random.uniform();
}
