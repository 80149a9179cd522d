import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import { accuracyBySeed, curvesOf, extractCurves, meanAccuracies } from '#lib/run/study-curves.ts';

const study = parseRecordedStudy(JSON.parse(readFileSync('static/runs/study-materials-dark.json', 'utf8')));

describe('the curves of a recorded study', () => {
	const extract = extractCurves(study, ['float-first', 'naive2']);

	it('have twenty steps, the last of which is the end of the run', () => {
		expect(extract.steps).toHaveLength(20);
		expect(extract.steps.slice(0, 2)).toEqual([50, 100]);
		expect(extract.steps[19]).toBe(extract.length);
	});

	it('hold the seeds and the config that repeats them', () => {
		const { runs, config } = curvesOf(extract, 'naive2');
		expect(runs.map((run) => run.seed)).toEqual([1, 2, 3, 4, 5]);
		expect(config).toMatchObject({
			encoding: { kind: 'naive', bits: 2, wordLength: 1 },
			seed: 1,
			steps: 1000
		});
	});

	it('are small enough for a page', () => {
		expect(JSON.stringify(extract).length).toBeLessThan(8000);
	});

	it('are refused where the study has no such first layer', () => {
		expect(() => extractCurves(study, ['nothing'])).toThrow(/no run of "nothing"/);
		expect(() => curvesOf(extract, 'dither')).toThrow(/not extracted/);
	});

	it('have a mean at each step, and accuracies by seed', () => {
		const run = (seed: number, accuracies: number[]) => ({
			seed,
			accuracies,
			testAccuracy: accuracies[1],
			snapshotHash: ''
		});
		const curves = { ...curvesOf(extract, 'naive2'), runs: [run(1, [0.1, 0.2]), run(2, [0.3, 0.6])] };
		expect(meanAccuracies(curves)[0]).toBeCloseTo(0.2);
		expect(meanAccuracies(curves)[1]).toBeCloseTo(0.4);
		expect(accuracyBySeed(curves)).toEqual(
			new Map([
				[1, 0.2],
				[2, 0.6]
			])
		);
	});
});
