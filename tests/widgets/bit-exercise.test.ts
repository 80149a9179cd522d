import { describe, expect, test } from 'vitest';
import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { LANES, countOnes, exerciseOf, judgeExercise, solutionOf, sumOf } from '#lib/widgets/bit-exercise.ts';

const exercise = exerciseOf(4);
const right = solutionOf(exercise);
const flipped = right.map((row) => row.map((bit) => 1 - bit));

describe('the exercise in exclusive-or', () => {
	test('is the same for the same seed, and another for another', () => {
		expect(exerciseOf(4)).toEqual(exercise);
		expect(exerciseOf(5)).not.toEqual(exercise);
		expect(exercise.levels).toHaveLength(LANES);
	});

	test('the right bits and the right sum are right, for many seeds', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const each = exerciseOf(seed);
			expect(judgeExercise(each, solutionOf(each), sumOf(each), ENGLISH_WORDS).right).toBe(true);
		}
	});

	test('a wrong lane is found and explained', () => {
		const rows = right.map((row) => [...row]);
		rows[1][6] = 1 - rows[1][6];
		const {
			right: isRight,
			wrongLanes,
			because
		} = judgeExercise(exercise, rows, sumOf(exercise), ENGLISH_WORDS);
		expect(isRight).toBe(false);
		expect(wrongLanes).toEqual([[], [6]]);
		expect(because).toMatch(/^One lane is not right yet.*A1, lane 7/);
	});

	test('marking what agrees has its own answer', () => {
		expect(judgeExercise(exercise, flipped, 0, ENGLISH_WORDS).because).toContain(
			'agree. Exclusive-or marks where they differ'
		);
	});

	test('typical wrong sums have their own answers, and no sum asks for one', () => {
		const ones = countOnes(exercise.signs);
		const [once, twice] = right.map(countOnes);
		expect(judgeExercise(exercise, right, 3 * ones - once - twice, ENGLISH_WORDS).because).toContain(
			'second plane counts twice'
		);
		expect(judgeExercise(exercise, right, ones - once - 2 * twice, ENGLISH_WORDS).because).toContain(
			'count three times'
		);
		expect(judgeExercise(exercise, right, null, ENGLISH_WORDS).because).toContain('type a whole number');
		expect(judgeExercise(exercise, right, 99, ENGLISH_WORDS).right).toBe(false);
	});
});
