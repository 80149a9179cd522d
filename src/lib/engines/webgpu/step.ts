/**
 * What a network becomes on WebGPU, as plain data: steps that compute one buffer from another. The runner alone touches a device.
 *
 * Levels lie as [image, height + 2, width + 2, plane, word]: bit-planes of 32 channels a word, and zeros around every picture, which
 * are its padding.
 */
import { wordsOf } from '#lib/core/bit-planes.ts';

/** Invocations of a workgroup: two or four of the groups that any card computes at once. */
export const WORKGROUP = 64;

/** A buffer of so many 32-bit words a picture. */
export interface Numbers {
	readonly perPicture: number;
}

export interface Levels extends Numbers {
	readonly height: number;
	readonly width: number;
	readonly channels: number;
}

export function levelsOf(height: number, width: number, channels: number): Levels {
	const perPicture = (height + 2) * (width + 2) * 2 * wordsOf(channels);
	return { height, width, channels, perPicture };
}

export interface Step {
	readonly name: string;
	/** WGSL, which begins with `STEP_HEAD`. */
	readonly code: string;
	readonly input: Numbers;
	readonly output: Numbers;
	/** Never empty. */
	readonly constants: Uint32Array;
	/** Invocations for each picture, and how often each (as the second coordinate of its workgroup). */
	readonly perPicture: number;
	readonly times: number;
}

export interface StepPlan {
	/** One word a pixel: red + 256 green + 65536 blue. */
	readonly pictures: Numbers;
	readonly steps: readonly Step[];
	/** Null where the plan ends before the last layer. */
	readonly logits: Numbers | null;
	/** Output of every convolution block. */
	readonly levels: readonly Levels[];
}

export const STEP_HEAD = `
@group(0) @binding(0) var<storage, read> source: array<u32>;
@group(0) @binding(1) var<storage, read> constants: array<u32>;
@group(0) @binding(2) var<storage, read_write> results: array<u32>;
@group(0) @binding(3) var<uniform> images: u32;
`;

/** WGSL of where a position's words begin; the position may be one outside. */
export const addressOf = ({ height, width, channels }: Levels, image: string, y: string, x: string): string =>
	`(((${image}) * ${height + 2}u + (${y})) * ${width + 2}u + (${x})) * ${2 * wordsOf(channels)}u`;
