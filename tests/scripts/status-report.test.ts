import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../scripts/status-report.mjs';
import { comparedCells, parseStatus, sameHashes } from '../../src/routes/about/status.ts';

const MADE = { commit: '0123456789ab', date: '2026-01-31', machine: '2 cores' };
const NOTHING = {
	...{ unit: null, browser: null, browsers: null, links: null, weight: null },
	...{ faults: null, access: null, lighthouse: null }
};
const DATA = 'a'.repeat(64);
const NETWORK = 'b'.repeat(64);

/** A Playwright report in which each browser passes one test with these notes. */
const browsersReport = (notes: Record<string, readonly (readonly [string, string])[]>) => ({
	errors: [],
	suites: [
		{
			specs: Object.entries(notes).map(([projectName, annotations]) => ({
				file: 'every-browser.spec.ts',
				title: 'a test',
				tests: [
					{
						projectName,
						status: 'expected',
						annotations: annotations.map(([type, description]) => ({ type, description }))
					}
				]
			}))
		}
	]
});

describe('the collected status', () => {
	it('says of what did not run that it did not', () => {
		const status = parseStatus(statusOf(NOTHING, MADE));
		expect(status.tests).toEqual({ unit: null, site: null, endToEnd: null, browsers: null });
		expect([status.browsers, status.madeUp, status.faults, status.access]).toEqual([null, null, null, null]);
		expect([comparedCells(null), sameHashes(null)]).toEqual([null, false]);
	});

	it('counts tests, made-up cases, and what each browser noted', () => {
		const assertion = (status: string, cases?: number) => ({
			fullName: 'x',
			status,
			meta: cases ? { cases } : {}
		});
		const unit = {
			testResults: [
				{
					name: 'a',
					status: 'failed',
					assertionResults: [assertion('passed', 100), assertion('passed', 20)]
				},
				{ name: 'b', status: 'failed', assertionResults: [assertion('failed'), assertion('skipped')] }
			]
		};
		const browsers = browsersReport({
			firefox: [
				['browser', 'firefox 140.1'],
				['pages', '24'],
				['data', DATA],
				['network', NETWORK],
				['cells', 'wasm table: 10 of 10'],
				['cells', 'WebGL2 table: 9 of 10, a renderer']
			]
		});
		const status = parseStatus(statusOf({ ...NOTHING, unit, browsers }, MADE));
		// A file that failed as a whole counts once, and a skipped test is a failed one.
		expect(status.tests.unit).toEqual({ passed: 2, failed: 3 });
		expect(status.madeUp).toEqual({ tests: 2, cases: 120 });
		expect(status.browsers).toEqual([
			{
				...{ name: 'firefox', version: 'firefox 140.1', passed: 1, failed: 0, pages: 24 },
				...{ dataHashes: [DATA], networkHashes: [NETWORK] },
				engines: [
					{ engine: 'wasm table', equal: 10, total: 10 },
					{ engine: 'WebGL2 table', equal: 9, total: 10 }
				]
			}
		]);
		expect(comparedCells(status.browsers)).toEqual({ equal: 19, total: 20 });
	});

	it('calls hashes the same only where every browser found the same ones', () => {
		const rows = (notes: Parameters<typeof browsersReport>[0]) =>
			parseStatus(statusOf({ ...NOTHING, browsers: browsersReport(notes) }, MADE)).browsers;
		expect(sameHashes(rows({ a: [['data', DATA]], b: [['data', DATA]] }))).toBe(true);
		expect(sameHashes(rows({ a: [['data', DATA]], b: [['data', NETWORK]] }))).toBe(false);
		expect(sameHashes(rows({ a: [['data', DATA]], b: [] }))).toBe(false);
		expect(sameHashes(rows({ a: [], b: [] }))).toBe(false);
	});

	it('takes pages and ways of looking from the report on accessibility', () => {
		const found = { '/': { light: [], dark: [] }, '/lab/': { light: ['x'], 'forced colours': [] } };
		const status = parseStatus(statusOf({ ...NOTHING, access: { pages: 2, violations: 1, found } }, MADE));
		expect(status.access).toEqual({ pages: 2, modes: ['dark', 'forced colours', 'light'], violations: 1 });
	});

	it('takes the lowest page, the median page and the lowest other score from Lighthouse’s report', () => {
		const load = (page: string, performance: number, seo = 100): object => ({
			...{ page, preset: 'mobile', performance, seo, load: performance / 10 },
			...{ accessibility: 100, 'best-practices': 100 }
		});
		const lighthouse = {
			...{ lighthouse: '12.8.2', browser: 'Chromium 1', date: '2026-01-31', machine: '2 cores', rounds: 3 },
			results: [load('/', 99), load('/lab/', 80), load('/speed/', 95, 90)]
		};
		const { kinds } = parseStatus(statusOf({ ...NOTHING, lighthouse }, MADE)).lighthouse ?? { kinds: [] };
		expect(kinds).toEqual([
			{
				...{ preset: 'mobile', pages: 3, lowest: 80, lowestPage: '/lab/', median: 95 },
				...{ others: 90, busiest: 9.9 }
			}
		]);
	});

	it('is refused where it has a field too many, or a wrong one', () => {
		const status = statusOf(NOTHING, MADE) as object;
		expect(() => parseStatus({ ...status, stars: 5 })).toThrow('stars');
		expect(() => parseStatus({ ...status, date: 'today' })).toThrow('date');
	});
});

it('the committed status is one', () => {
	expect(() => parseStatus(JSON.parse(readFileSync('content/data/status.json', 'utf8')))).not.toThrow();
});
