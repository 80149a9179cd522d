/** An exercise in packing: one word of the table as the bits of two planes, and what is wrong with an answer, in words. Pure. */
import type { LevelTable } from '#lib/core/encoding.ts';
import { Random } from '#lib/core/random.ts';
import type { Words } from '#lib/language/language.ts';

const STREAM = 219;

export interface PackExercise {
	/** The pixel value. */
	readonly value: number;
	/** Its word, entry k for lane k. */
	readonly word: readonly number[];
	/** The planes to be found, lowest bit first, lane by lane. */
	readonly planes: readonly (readonly number[])[];
}

/** A value whose word has at least two different levels, where there is one; the same seed gives the same value. */
export function packExercise({ wordLength, bits, levels }: LevelTable, seed: number): PackExercise {
	const random = Random.fromSeed(seed, STREAM);
	const wordAt = (value: number): number[] => [
		...levels.subarray(value * wordLength, (value + 1) * wordLength)
	];
	const values = Array.from({ length: 256 }, (_, value) => value).filter(
		(value) => new Set(wordAt(value)).size > 1
	);
	const value = values.length > 0 ? values[random.below(values.length)] : random.below(256);
	const word = wordAt(value);
	const planes = Array.from({ length: bits }, (_, p) => word.map((level) => (level >> p) & 1));
	return { value, word, planes };
}

/** Lane 0 is the lowest bit. */
export const numberOf = (bits: readonly number[]): number =>
	bits.reduce((sum, bit, lane) => sum + bit * 2 ** lane, 0);

export interface PackJudgement {
	readonly right: boolean;
	/** Wrong lanes of each plane. */
	readonly wrongLanes: readonly (readonly number[])[];
	readonly because: string;
}

/** @param rows what was clicked, plane by plane, lane by lane */
export function judgePacking(
	{ planes, word }: PackExercise,
	rows: readonly (readonly number[])[],
	{ t }: Words
): PackJudgement {
	const wrongLanes = planes.map((plane, p) =>
		plane.flatMap((bit, lane) => (rows[p][lane] === bit ? [] : [lane]))
	);
	const wrong = wrongLanes.reduce((sum, lanes) => sum + lanes.length, 0);
	if (wrong === 0)
		return {
			right: true,
			wrongLanes,
			because: t('A0 is {low} and A1 is {high}. These two numbers stand in the table at this value.', {
				low: numberOf(planes[0]),
				high: numberOf(planes[1])
			})
		};
	const swapped = planes.every((_, p) =>
		planes[planes.length - 1 - p].every((bit, lane) => rows[p][lane] === bit)
	);
	if (swapped)
		return {
			right: false,
			wrongLanes,
			because: t('The planes are exchanged: A0 holds the bit that is worth 1.')
		};
	const plane = wrongLanes[0].length > 0 ? 0 : 1;
	const lane = wrongLanes[plane][0];
	return {
		right: false,
		wrongLanes,
		because: t(
			'Look at lane {lane} of A{plane}: level {level} is {high} · 2 + {low}, so its bit there is {bit}.',
			{
				lane,
				plane,
				level: word[lane],
				high: word[lane] >> 1,
				low: word[lane] & 1,
				bit: planes[plane][lane]
			}
		)
	};
}
