/**
 * The camera of the materials: from linear light to 8 bits a colour.
 *
 * Haze, exposure, uneven illumination, film response, tone curve, sensor noise, rounding, in this order. What stands before
 * the camera is not known here.
 */
import { exp, pow } from '#lib/core/pinned-math.ts';
import type { Random } from '#lib/core/random.ts';
import { COLOURS } from '#lib/data/dataset.ts';
import { smooth } from '#lib/data/materials-noise.ts';

type Range = readonly [low: number, high: number];

/** The ranges from which each photograph draws its own values. */
export interface CameraSettings {
	/** Share of the light that gets through the haze; the rest is the colour of the air. */
	readonly clarity: Range;
	/** Stops: each one doubles the light. */
	readonly exposure: Range;
	/** Standard deviation of the sensor noise; 1 is the whole range of the picture. */
	readonly noise: Range;
	/** How much of the S-shaped tone curve is mixed in, 0..1. */
	readonly toneCurve: Range;
}

const BRIGHT: CameraSettings = {
	clarity: [0.8, 1],
	exposure: [-1.5, 0.9],
	noise: [0.004, 0.02],
	toneCurve: [0, 1]
};

const DARK: CameraSettings = {
	clarity: [0.9, 1],
	exposure: [-5, -2.5],
	noise: [0.002, 0.006],
	toneCurve: [0, 0]
};

/** Film response: how fast it saturates with light, and the gamma that follows. */
const SATURATION = 1.4;
const GAMMA = 1.75;

// The response is tabled over the square root of light, along which it is nearly straight where it is steepest. Linear
// interpolation is then within 3e-5 of the formula, less than a hundredth of a grey level.
const RESPONSE_STEPS = 4096;
/** The table ends at light 16, where the film is saturated (1 - e^-22.4). */
const RESPONSE_END = 4;
const RESPONSE_STEPS_PER_UNIT = RESPONSE_STEPS / RESPONSE_END;

const response = tabulateResponse();

/** Settings for light 0 (dark) .. 1 (bright): each number a straight line between the two. */
export function cameraSettings(light: number): CameraSettings {
	const blend = (dark: Range, bright: Range): Range => [
		dark[0] + (bright[0] - dark[0]) * light,
		dark[1] + (bright[1] - dark[1]) * light
	];
	return {
		clarity: blend(DARK.clarity, BRIGHT.clarity),
		exposure: blend(DARK.exposure, BRIGHT.exposure),
		noise: blend(DARK.noise, BRIGHT.noise),
		toneCurve: blend(DARK.toneCurve, BRIGHT.toneCurve)
	};
}

/**
 * Takes one photograph. Draws the same count of random numbers whatever the settings are.
 * @param radiance [side, side, 3] linear light, 0 or more
 * @param out written from `offset` on: [side, side, 3], 0..255
 */
export function photograph(
	radiance: Float64Array,
	side: number,
	settings: CameraSettings,
	random: Random,
	out: Uint8Array,
	offset: number
): void {
	const clarity = drawFrom(settings.clarity, random);
	const air = 0.15 + 0.6 * random.uniform();
	const airTint: Range = [0.9, 1.1];
	const airRed = air * drawFrom(airTint, random);
	const airBlue = air * drawFrom(airTint, random);
	const exposure = pow(2, drawFrom(settings.exposure, random));
	const noise = drawFrom(settings.noise, random);
	const toneCurve = drawFrom(settings.toneCurve, random);
	// Uneven illumination: its relative change from the middle to the right edge and to the lower edge.
	const towardsRight = random.uniform() - 0.5;
	const towardsBottom = random.uniform() - 0.5;

	const haze = [(1 - clarity) * airRed, (1 - clarity) * air, (1 - clarity) * airBlue];
	let at = 0;
	for (let row = 0; row < side; row++) {
		const rowGain = 1 + towardsBottom * ((2 * row) / side - 1);
		for (let column = 0; column < side; column++) {
			const gain = exposure * Math.max(0.2, rowGain + towardsRight * ((2 * column) / side - 1));
			for (let colour = 0; colour < COLOURS; colour++) {
				const light = (clarity * radiance[at] + haze[colour]) * gain;
				const film = respond(light);
				const toned = film + toneCurve * (smooth(film) - film);
				const value = 255 * (toned + noise * unitNoise(random.uint32())) + 0.5;
				out[offset + at] = value < 0 ? 0 : value > 255 ? 255 : value;
				at++;
			}
		}
	}
}

/** Film response to light >= 0, in 0..1. */
function respond(light: number): number {
	const position = Math.min(Math.sqrt(light) * RESPONSE_STEPS_PER_UNIT, RESPONSE_STEPS - 1);
	const step = position | 0;
	const low = response[step];
	return low + (response[step + 1] - low) * (position - step);
}

function tabulateResponse(): Float64Array {
	const table = new Float64Array(RESPONSE_STEPS + 1);
	for (let step = 0; step <= RESPONSE_STEPS; step++) {
		const root = step / RESPONSE_STEPS_PER_UNIT;
		table[step] = pow(1 - exp(-SATURATION * root * root), 1 / GAMMA);
	}
	return table;
}

/** Nearly Gaussian, mean 0, variance 1, within +-3.5: the sum of a random word's four bytes, centred and scaled. */
function unitNoise(word: number): number {
	const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24);
	return (sum - 510) * NOISE_PER_BYTE;
}

/** A uniform byte has variance (256^2 - 1) / 12; four of them have three times less than 256^2 - 1. */
const NOISE_PER_BYTE = Math.sqrt(3 / (256 * 256 - 1));

function drawFrom(range: Range, random: Random): number {
	return range[0] + (range[1] - range[0]) * random.uniform();
}
