import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { namedEncoding, type Encoding } from '#lib/core/encoding.ts';
import { encodeHistory } from '#lib/core/table-history.ts';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import { configOfRun, type RecordedStudy, type StudyRun } from '#lib/run/recorded-study.ts';
import { gridDifferences, sharesOfRun, summarize } from '#lib/run/study-summary.ts';
import { summaryData, summaryTable, withSummary } from '#lib/run/summary-text.ts';

const learned = (wordLength: number): Encoding => ({
	kind: 'pixel-embedding',
	bits: 1,
	wordLength,
	init: 'linear'
});

/** Level 1 from a value on, in both columns. */
const tableFrom = (value: number) =>
	encodeHistory([
		{
			step: 10,
			levels: Uint8Array.from({ length: 512 }, (_, i) => (Math.floor(i / 2) >= value ? 1 : 0))
		}
	]);

function run(encoding: string, seed: number, testAccuracy: number, table: StudyRun['table'] = []): StudyRun {
	return {
		...{ encoding, seed, testAccuracy, table },
		validationAccuracy: testAccuracy,
		confusion: [1, 2, 3, 4],
		accuracies: [0.5],
		losses: [1],
		snapshotHash: 'c'.repeat(64)
	};
}

const STUDY: RecordedStudy = {
	format: 'awep-study',
	version: 1,
	name: 'words-test',
	title: 'Two seeds.',
	date: '2026-01-31',
	codeVersion: 'x',
	backend: 'wasm',
	dataName: 'test',
	dataHash: 'a'.repeat(64),
	classNames: ['a', 'b'],
	// Half of all values are 0, the other half 200.
	histogram: Array.from({ length: 256 }, (_, v) => (v === 0 || v === 200 ? 10 : 0)),
	config: {
		data: { kind: 'materials', light: 1 },
		steps: 10,
		batchSize: 4,
		learningRate: 0.01,
		tableSmoothing: 8
	},
	encodings: {
		naive2: { encoding: namedEncoding('naive2'), tableLearningRate: 0.01 },
		'float-first': { encoding: namedEncoding('float-first'), tableLearningRate: 0.01 },
		learned: { encoding: learned(2), tableLearningRate: 0.03 },
		dither: { encoding: { kind: 'dither', bits: 1, wordLength: 2 }, tableLearningRate: 0.01 },
		quantile: { encoding: { kind: 'quantile-dither', bits: 1, wordLength: 2 }, tableLearningRate: 0.01 },
		unrun: { encoding: namedEncoding('bit-planes'), tableLearningRate: 0.01 }
	},
	runs: [
		run('naive2', 1, 0.4),
		run('naive2', 2, 0.5),
		run('float-first', 1, 0.8),
		run('float-first', 2, 0.8),
		run('learned', 1, 0.7, tableFrom(100)),
		run('learned', 2, 0.9, tableFrom(250)),
		run('dither', 1, 0.6),
		run('dither', 2, 0.7),
		run('quantile', 1, 0.75),
		run('quantile', 2, 0.85)
	]
};

describe('a study', () => {
	it('is summarized seed by seed', () => {
		const { rows, seeds } = summarize(STUDY);
		expect(seeds).toEqual([1, 2]);
		expect(rows.map((row) => [row.name, row.bits])).toEqual([
			['naive2', 2],
			['float-first', 8],
			['learned', 2],
			['dither', 2],
			['quantile', 2]
		]);
		const own = rows.find((row) => row.name === 'learned')!;
		expect(own.accuracy.mean).toBeCloseTo(0.8, 9);
		expect(own.toFloatFirst!.mean).toBeCloseTo(0, 9);
		expect([own.toNaive!.low, own.toNaive!.high].map((x) => Math.round(100 * x))).toEqual([30, 40]);
		// Seed 1: both thresholds at share 0.5, 0.25 from an even spread. Seed 2: both at share 1, 0.5 away.
		expect(own.quantileDistance).toBeCloseTo((0.25 + 0.5) / 2, 9);
		expect(rows[1].quantileDistance).toBeNull();
	});

	it('says where the thresholds of one run lie', () => {
		expect(sharesOfRun(STUDY, STUDY.runs[4])).toEqual([0.5, 0.5]);
		expect(sharesOfRun(STUDY, STUDY.runs[2])).toEqual([]);
	});

	it('compares codes of one size with each other', () => {
		const [{ wordLength, bits, overDither, overQuantile }, ...more] = gridDifferences(STUDY, 'linear');
		expect(more).toEqual([]);
		expect([wordLength, bits]).toEqual([2, 1]);
		expect(overDither.mean).toBeCloseTo(0.15, 9);
		expect(overQuantile.mean).toBeCloseTo(0, 9);
		expect(gridDifferences(STUDY, 'dither')).toEqual([]);
	});

	it('gives back the config of each of its runs', () => {
		expect(configOfRun(STUDY, STUDY.runs[5])).toMatchObject({
			seed: 2,
			tableLearningRate: 0.03,
			encoding: learned(2)
		});
	});

	it('in a file is read as it was written, and refused with the field that is wrong', () => {
		expect(parseRecordedStudy(JSON.parse(JSON.stringify(STUDY)))).toEqual(STUDY);
		const broken = (change: object): unknown => ({ ...STUDY, ...change });
		expect(() => parseRecordedStudy(broken({ version: 2 }))).toThrow('recorded study.version');
		expect(() => parseRecordedStudy(broken({ dataHash: 'x' }))).toThrow('64 hexadecimal digits');
		expect(() => parseRecordedStudy(broken({ runs: [run('nobody', 1, 0.5)] }))).toThrow('"nobody"');
		expect(() => parseRecordedStudy(broken({ classNames: ['a', 'b', 'c'] }))).toThrow(
			'must have 9 cells, got 4'
		);
		expect(() => parseRecordedStudy(broken({ encodings: {} }))).toThrow('no encoding is called');
	});
});

describe('the summary in a text', () => {
	it('stands between its marks, and only there', () => {
		const text = 'before\n<!-- studies: npm run study -- --summary -->\nold\n<!-- /studies -->\nafter';
		expect(withSummary(text, 'new')).toBe(
			'before\n<!-- studies: npm run study -- --summary -->\n\nnew\n\n<!-- /studies -->\nafter'
		);
		expect(() => withSummary('no marks', 'new')).toThrow('must hold <!-- studies');
	});

	it('names every code of a grid', () => {
		expect(summaryTable([STUDY])).toContain('| 2 × 1 bit | 65.0 (60.0 to 70.0) | 80.0 (75.0 to 85.0) | 80.0');
	});

	it('is what the recorded studies say: npm run study -- --summary was run after the last of them', () => {
		const files = readdirSync('static/runs').filter((name) => name.startsWith('study-'));
		const studies = files
			.sort()
			.map((name) => parseRecordedStudy(JSON.parse(readFileSync(`static/runs/${name}`, 'utf8'))));
		expect(existsSync('content/data/studies.json')).toBe(true);
		expect(readFileSync('content/data/studies.json', 'utf8')).toBe(summaryData(studies));
		const readme = readFileSync('README.md', 'utf8');
		expect(withSummary(readme, summaryTable(studies))).toBe(readme);
	}, 60_000);
});
