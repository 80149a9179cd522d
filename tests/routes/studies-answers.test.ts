import { expect, it } from 'vitest';
import type { StudyRow, StudySummary } from '#lib/run/study-summary.ts';
import { answersOf, shareOfGap } from '../../src/routes/studies/answers.ts';

const exactly = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01, count: 5 });

const row = (name: string, mean: number, change: Partial<StudyRow> = {}): StudyRow => ({
	...{ name, bits: 2, seeds: [mean], accuracy: exactly(mean), toFloatFirst: null, toNaive: null },
	encoding: { kind: 'naive', bits: 2, wordLength: 1 },
	quantileDistance: 0.25,
	...change
});

const study: StudySummary = {
	...{ name: 'materials-dark', title: '', date: '', codeVersion: '', dataName: '', steps: 1, seeds: [1] },
	rows: [
		row('naive2', 0.4),
		row('pixel-embedding', 0.7, { quantileDistance: 0.05 }),
		row('float-first', 0.8),
		row('naive2-wide', 0.42, { toNaive: exactly(0.02) }),
		row('quantile-dither', 0.71, { quantileDistance: 0 })
	]
};

it('the share of the gap is that between naive and float', () => {
	expect(shareOfGap(study)).toBeCloseTo(0.75, 9);
	expect(shareOfGap(null)).toBeNull();
});

it('the answers carry the numbers, and say when a difference is not clear', () => {
	const answers = answersOf({
		bright: null,
		dark: study,
		shortWords: [],
		pairs: {
			'materials-dark': {
				overDither: exactly(0.02),
				overQuantile: { mean: -0.002, low: -0.01, high: 0.006, count: 5 }
			}
		}
	}).map(({ answer }) => answer);
	expect(answers).toHaveLength(5);
	expect(answers[0]).toContain('in the dark +2.0 points (+1.0 to +3.0), better');
	expect(answers[1]).toContain('−0.2 points (−1.0 to +0.6), no clear difference');
	expect(answers[2]).toBe('75.0% in the dark.');
	expect(answers[3]).toContain('+2.0 points (+1.0 to +3.0) in the dark');
	expect(answers[4]).toBe(
		'In the dark a threshold is on average 5.0% of all pixels away from an even spread; plain rounding’s are 25.0% away, the quantile code’s 0.0%.'
	);
});

it('nothing is answered without a study', () => {
	expect(answersOf({ bright: null, dark: null, shortWords: [], pairs: {} })).toEqual([]);
});
