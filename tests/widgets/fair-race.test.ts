import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { describe, expect, it } from 'vitest';
import { differencesBySeed, studentInterval } from '#lib/core/statistics.ts';
import { RACE_CHECK } from '#lib/course/checks/the-race.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { outcomeOf } from '#lib/run/study-claims.ts';
import { readWidgetFragment } from '#lib/run/widget-fragment.ts';
import {
	byAccuracy,
	LAYERS,
	linkToRace,
	pointsAxis,
	RACE_FIELDS,
	RACE_ID,
	sameAsRecorded,
	standings
} from '#lib/widgets/fair-race.ts';

const RESULTS = new Map([
	[
		'dither',
		new Map([
			[1, 0.5],
			[2, 0.6]
		])
	],
	[
		'naive2',
		new Map([
			[1, 0.25],
			[2, 0.3]
		])
	],
	['pixel-embedding', new Map([[2, 0.7]])]
]);

describe('standings', () => {
	it('are differences on the seeds that both have, in points, without the reference itself', () => {
		const rows = standings(RESULTS, 'dither', ['pixel-embedding', 'dither', 'naive2'], [1, 2], ENGLISH_WORDS);
		expect(rows.map(({ name }) => name)).toEqual(['pixel-embedding', 'naive2']);
		expect(rows[0].values.map(Math.round)).toEqual([10]);
		expect(rows[0].note).toBe('+10.0, one seed');
		expect(rows[1].values.map(Math.round)).toEqual([-25, -30]);
	});

	it('count only the seeds that are asked for, and say where there is none', () => {
		const rows = standings(RESULTS, 'dither', ['pixel-embedding', 'naive2'], [1], ENGLISH_WORDS);
		expect(rows.map(({ note }) => note)).toEqual(['no seed yet', '−25.0, one seed']);
	});

	it('are ordered by accuracy, those without a result last', () => {
		expect(byAccuracy(RESULTS, ['all-float', 'naive2', 'pixel-embedding', 'dither'])).toEqual([
			'pixel-embedding',
			'dither',
			'naive2',
			'all-float'
		]);
	});

	it('have an axis that holds every seed, unless it is a close-up', () => {
		const rows = standings(RESULTS, 'dither', ['naive2'], [1, 2], ENGLISH_WORDS);
		expect(pointsAxis(rows, false)).toEqual([-31, 9]);
		expect(pointsAxis(rows, true)).toEqual([-8, 8]);
	});
});

describe('a replay', () => {
	it('counts the runs on recorded seeds that came out as recorded', () => {
		const live = new Map([
			[
				'dither',
				new Map([
					[1, 0.5],
					[2, 0.61],
					[6, 0.7]
				])
			],
			['all-float', new Map([[1, 0.9]])]
		]);
		expect(sameAsRecorded(live, RESULTS)).toEqual({ equal: 1, total: 2 });
	});
});

describe('a link to the race', () => {
	it('carries the layers, what they are measured by, and the first seed', () => {
		const link = linkToRace({
			...{ study: 'materials-bright', reference: 'naive2', first: 6 },
			layers: ['dither', 'naive2']
		});
		const state = readWidgetFragment(link, RACE_ID, RACE_FIELDS);
		expect(state?.problems).toEqual([]);
		expect(state?.values).toMatchObject({ study: 'materials-bright', reference: 'naive2', first: 6 });
		expect(state?.values.layers?.map((i) => LAYERS[i])).toEqual(['dither', 'naive2']);
	});
});

describe('the question about a one-seed win', () => {
	it('quotes the recorded study', () => {
		const study = readRecordedStudy('materials-dark');
		const of = (name: string) =>
			new Map(
				study.runs.filter((run) => run.encoding === name).map((run) => [run.seed, run.testAccuracy] as const)
			);
		const [learned, dither] = [of('pixel-embedding'), of('dither')];
		const { question } = RACE_CHECK[0];
		expect(question).toContain(`${(100 * learned.get(3)!).toFixed(1)}% of the test pictures`);
		expect(question).toContain(`the fixed dither ${(100 * dither.get(3)!).toFixed(1)}%`);
		const differences = differencesBySeed(learned, dither).map((x) => 100 * x);
		for (const seed of [1, 2, 4, 5])
			expect(question).toContain(Math.abs(100 * (learned.get(seed)! - dither.get(seed)!)).toFixed(1));
		const { mean, low, high } = studentInterval(differences);
		expect([mean, low, high].map((x) => x.toFixed(1))).toEqual(['1.8', '-0.7', '4.3']);
	});
});

describe('what the chapter says of the recorded differences', () => {
	const outcome = (name: string, a: string, b: string) => {
		const study = readRecordedStudy(name);
		const of = (wanted: string) =>
			new Map(
				study.runs
					.filter(({ encoding }) => encoding === wanted)
					.map(({ seed, testAccuracy }) => [seed, testAccuracy] as const)
			);
		return outcomeOf(differencesBySeed(of(a), of(b)));
	};
	const LEARNED = 'pixel-embedding';

	it.each([
		['materials-bright', LEARNED, 'quantile-dither'],
		['cifar-10-dark', LEARNED, 'dither'],
		['materials-dark', `${LEARNED} from dither`, 'dither']
	])('three bars clear zero by a little: %s, %s over %s', (study, a, b) => {
		expect(outcome(study, a, b)).toBe('holds');
	});

	it.each([
		['materials-bright', LEARNED, 'dither'],
		['materials-dark', LEARNED, 'dither'],
		['materials-dark', LEARNED, 'quantile-dither'],
		['materials-dark', LEARNED, 'float-first'],
		['cifar-10-bright', LEARNED, 'dither'],
		['materials-dark', 'naive2-wide', 'naive2']
	])('others do not: %s, %s and %s', (study, a, b) => {
		expect(outcome(study, a, b)).toBe('open');
	});
});
