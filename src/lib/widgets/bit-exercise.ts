/** An exercise in exclusive-or: nine signs, nine levels, and what is wrong with an answer, in words. Pure. */
import { Random } from '#lib/core/random.ts';
import type { Words } from '#lib/language/language.ts';

export const LANES = 9;
/** Separates the exercises' random numbers from those of other purposes. */
const STREAM = 217;

export interface Exercise {
	/** Signs as bits, plus is 1. [LANES] */
	readonly signs: readonly number[];
	/** 0..3, [LANES]. */
	readonly levels: readonly number[];
	/** Bits of the levels, lowest first; each [LANES]. */
	readonly planes: readonly (readonly number[])[];
}

/** The same seed gives the same exercise. */
export function exerciseOf(seed: number): Exercise {
	const random = Random.fromSeed(seed, STREAM);
	const signs = Array.from({ length: LANES }, () => random.below(2));
	const levels = Array.from({ length: LANES }, () => random.below(4));
	return { signs, levels, planes: [0, 1].map((p) => levels.map((level) => (level >> p) & 1)) };
}

export const countOnes = (bits: readonly number[]): number => bits.reduce((sum, bit) => sum + bit, 0);

/** The rows to be clicked: 1 where plane and signs differ. */
export const solutionOf = ({ signs, planes }: Exercise): number[][] =>
	planes.map((plane) => plane.map((bit, lane) => bit ^ signs[lane]));

export const sumOf = ({ signs, levels }: Exercise): number =>
	levels.reduce((sum, level, lane) => sum + (signs[lane] === 1 ? level : -level), 0);

export interface Judgement {
	readonly right: boolean;
	/** Wrong lanes of each plane, from 0. */
	readonly wrongLanes: readonly (readonly number[])[];
	readonly because: string;
}

/**
 * @param rows what was clicked, each [LANES]
 * @param sum what was typed, or null
 */
export function judgeExercise(
	exercise: Exercise,
	rows: readonly (readonly number[])[],
	sum: number | null,
	{ t, plural }: Words
): Judgement {
	const solution = solutionOf(exercise);
	const wrongLanes = solution.map((row, plane) =>
		row.flatMap((bit, lane) => (bit === rows[plane][lane] ? [] : [lane]))
	);
	const say = (because: string, right = false): Judgement => ({ right, wrongLanes, because });
	const plane = wrongLanes.findIndex((lanes) => lanes.length > 0);
	if (wrongLanes.every((lanes) => lanes.length === LANES))
		return say(t('You marked where the bits agree. Exclusive-or marks where they differ.'));
	if (plane >= 0) {
		const lane = wrongLanes[plane][0];
		const bit = exercise.planes[plane][lane];
		const sign = exercise.signs[lane];
		const count = wrongLanes[0].length + wrongLanes[1].length;
		const counted = plural(count, 'One lane is not right yet.', '{n} lanes are not right yet.');
		const values = { plane, lane: lane + 1, bit, sign };
		const example =
			bit === sign
				? t('For example A{plane}, lane {lane}: {bit} and {sign} agree, so it stays 0.', values)
				: t('For example A{plane}, lane {lane}: {bit} and {sign} differ, so it is 1.', values);
		return say(`${counted} ${example}`);
	}
	const ones = countOnes(exercise.signs);
	const [once, twice] = solution.map(countOnes);
	const right = sumOf(exercise);
	const way = `3 · ${ones} − ${once} − 2 · ${twice} = ${String(right).replace('-', '−')}`;
	if (sum === null) return say(t('The bits are right. Now the sum: type a whole number.'));
	if (sum === right)
		return say(
			t('Right: {way}. Multiplying the levels by their signs and adding up gives the same.', { way }),
			true
		);
	if (sum === 3 * ones - once - twice)
		return say(t('The bits are right. In the sum, the second plane counts twice.'));
	if (sum === ones - once - 2 * twice)
		return say(
			t('The bits are right. W meets the first plane once and the second twice: its ones count three times.')
		);
	if (sum === -right)
		return say(t('The bits are right, the sign is not: the differing lanes are subtracted.'));
	return say(
		t(
			'The bits are right, the sum is not: 3 times the ones of W, minus the first count, minus twice the second.'
		)
	);
}
