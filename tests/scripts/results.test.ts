import { expect, test } from 'vitest';
import { browserTests, count, unitTests } from '../../scripts/results.mjs';

const unitReport = (status: string, statuses: string[]) => ({
	testResults: [
		{
			name: 'tests/core/a.test.ts',
			status,
			assertionResults: statuses.map((each, i) => ({ fullName: `test ${i}`, status: each }))
		}
	]
});

test('unit tests that were skipped, left to do or never reached are named as skipped', () => {
	const tests = unitTests(unitReport('passed', ['passed', 'skipped', 'todo', 'pending', 'failed']));
	expect(count(tests, false)).toEqual({ passed: 1, failed: 1, skipped: ['test 1', 'test 2', 'test 3'] });
});

test('where skips count as failures, each is one more failure', () => {
	const tests = unitTests(unitReport('passed', ['passed', 'skipped', 'failed']));
	expect(count(tests, true)).toEqual({ passed: 1, failed: 2, skipped: ['test 1'] });
});

test('a test file that cannot be loaded is one failure', () => {
	expect(count(unitTests(unitReport('failed', [])), false)).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('browser tests are found in nested suites, once for each project', () => {
	const report = {
		errors: [],
		suites: [
			{
				specs: [
					{ file: 'a.spec.ts', title: 'opens', tests: [{ projectName: 'desktop', status: 'expected' }] }
				],
				suites: [
					{
						specs: [
							{
								file: 'a.spec.ts',
								title: 'trains',
								tests: [
									{ projectName: 'desktop', status: 'skipped' },
									{ projectName: 'phone', status: 'unexpected' },
									{ projectName: 'tablet', status: 'flaky' }
								]
							}
						]
					}
				]
			}
		]
	};
	expect(count(browserTests(report), false)).toEqual({
		passed: 1,
		failed: 2,
		skipped: ['a.spec.ts (desktop): trains']
	});
});

test('a browser run that broke before its first test is a failure', () => {
	const report = { suites: [], errors: [{ message: 'No tests found\nat somewhere' }] };
	expect(browserTests(report)).toEqual([{ title: 'No tests found', outcome: 'failed' }]);
});
