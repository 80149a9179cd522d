// Counts the tests that the reports of vitest, Playwright and the checks of the built site say ran. It refuses to let one hide: a skipped test is
// named, and where CI is set it counts as failed, because nobody reads a skip there.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** @returns {{ title: string, outcome: 'passed' | 'failed' | 'skipped' }[]} */
export function unitTests(report) {
	return report.testResults.flatMap((file) => {
		const tests = file.assertionResults.map(({ fullName, status }) => ({
			title: fullName,
			outcome: status === 'passed' || status === 'failed' ? status : 'skipped'
		}));
		// A file that cannot even be loaded has no tests to fail.
		const silent = file.status === 'failed' && !tests.some(({ outcome }) => outcome === 'failed');
		return silent ? [...tests, { title: file.name, outcome: 'failed' }] : tests;
	});
}

const OUTCOMES = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' };

/** @returns {{ title: string, outcome: 'passed' | 'failed' | 'skipped' }[]} */
export function browserTests(report) {
	const inSuite = (suite) => [
		...(suite.specs ?? []).flatMap((spec) =>
			spec.tests.map(({ projectName, status }) => ({
				title: `${spec.file} (${projectName}): ${spec.title}`,
				outcome: OUTCOMES[status]
			}))
		),
		...(suite.suites ?? []).flatMap(inSuite)
	];
	const broken = report.errors.map(({ message }) => ({
		title: message.split('\n', 1)[0],
		outcome: 'failed'
	}));
	return [...report.suites.flatMap(inSuite), ...broken];
}

/** @param {boolean} skippedIsFailed whether to add the skipped tests to the failed ones */
export function count(tests, skippedIsFailed) {
	const titles = (wanted) => tests.filter(({ outcome }) => outcome === wanted).map(({ title }) => title);
	const skipped = titles('skipped');
	const failed = titles('failed').length + (skippedIsFailed ? skipped.length : 0);
	return { passed: titles('passed').length, failed, skipped };
}

/** Where the last run left its reports; a stage that never ran has none. */
export const reports = {
	unit: join(root, '.cache/reports/unit.json'),
	browser: join(root, '.cache/reports/browser.json'),
	browsers: join(root, '.cache/reports/browsers.json'),
	accessTests: join(root, '.cache/reports/access-tests.json'),
	access: join(root, '.cache/reports/access.json'),
	links: join(root, '.cache/reports/links.json'),
	weight: join(root, '.cache/reports/weight.json'),
	policy: join(root, '.cache/reports/policy.json')
};

export function testsThatRan() {
	const [unit, browser] = [read(reports.unit), read(reports.browser)];
	// The checks of the built site write their tests in the form that is counted.
	const site = [reports.links, reports.weight, reports.policy].flatMap((path) => read(path) ?? []);
	return [...(unit ? unitTests(unit) : []), ...site, ...(browser ? browserTests(browser) : [])];
}
