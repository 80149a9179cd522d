// What the reports of a whole test run say, in the few numbers of the page About. Pure: it is handed the reports. It refuses to fill in
// a figure: what did not run is null, and the page says "not run".

import { browserTests, count, unitTests } from './results.mjs';

/** Tests of one report as the table counts them: a skipped test is a failed one. */
function counted(tests) {
	const { passed, failed } = count(tests, true);
	return { passed, failed };
}

/** Every test of a Playwright report with its browser's name, outcome and notes. */
function noted(report) {
	const inSuite = (suite) => [
		...(suite.specs ?? []).flatMap((spec) =>
			spec.tests.map(({ projectName, status, annotations }) => ({
				project: projectName,
				passed: status === 'expected',
				notes: annotations
			}))
		),
		...(suite.suites ?? []).flatMap(inSuite)
	];
	return report.suites.flatMap(inSuite);
}

/** `wasm table: 12 of 12, renderer` as numbers. */
function cellsOf(description) {
	const [, engine, equal, total] = /^(.+): (\d+) of (\d+)/.exec(description);
	return { engine, equal: Number(equal), total: Number(total) };
}

/** One browser's row: null where its tests of a kind noted nothing. */
function browserRow(name, tests) {
	const notes = (type) =>
		tests.flatMap((test) => test.notes.filter((note) => note.type === type).map((note) => note.description));
	const pages = notes('pages');
	return {
		name,
		version: notes('browser')[0] ?? null,
		passed: tests.filter(({ passed }) => passed).length,
		failed: tests.filter(({ passed }) => !passed).length,
		pages: pages.length > 0 ? Number(pages[0]) : null,
		dataHashes: [...new Set(notes('data'))].sort(),
		networkHashes: [...new Set(notes('network'))].sort(),
		engines: notes('cells').map(cellsOf)
	};
}

function browserRows(report) {
	const tests = noted(report);
	return [...new Set(tests.map(({ project }) => project))].map((name) =>
		browserRow(
			name,
			tests.filter(({ project }) => project === name)
		)
	);
}

/** Made-up cases that property tests tried (tests/count-cases.ts). */
function madeUpCases(unit) {
	const cases = unit.testResults.flatMap(({ assertionResults }) =>
		assertionResults.map(({ meta }) => meta?.cases ?? 0)
	);
	return {
		tests: cases.filter((each) => each > 0).length,
		cases: cases.reduce((sum, each) => sum + each, 0)
	};
}

/** Pages by modes, and what was found (scripts/test-access.mjs). */
function accessRow({ pages, violations, found }) {
	const modes = new Set(Object.values(found).flatMap((byMode) => Object.keys(byMode)));
	return { pages, modes: [...modes].sort(), violations };
}

/** The lowest and the middle score of each kind of load, over all pages (scripts/lighthouse.mjs). */
function lighthouseRow({ lighthouse, browser, date, machine, rounds, results }) {
	const kinds = [...new Set(results.map(({ preset }) => preset))].map((preset) => {
		const own = results.filter((each) => each.preset === preset);
		const scores = own.map(({ performance }) => performance).sort((a, b) => a - b);
		const [lowest] = scores;
		return {
			preset,
			pages: own.length,
			lowest,
			lowestPage: own.find(({ performance }) => performance === lowest).page,
			median: scores[Math.floor(scores.length / 2)],
			// Accessibility, best practices, SEO.
			others: Math.min(...own.flatMap((each) => [each.accessibility, each['best-practices'], each.seo])),
			busiest: Math.max(...own.map(({ load }) => load))
		};
	});
	return { version: lighthouse, browser, date, machine, rounds, kinds };
}

/**
 * @param {Record<'unit' | 'browser' | 'browsers' | 'links' | 'weight' | 'faults' | 'access' | 'lighthouse', any>} reports each null where it is not there
 * @param {{ commit: string, date: string, machine: string }} made
 */
export function statusOf(reports, made) {
	const { unit, browser, browsers, links, weight, faults, access, lighthouse } = reports;
	return {
		...made,
		tests: {
			unit: unit && counted(unitTests(unit)),
			site: links && weight && counted([...links, ...weight]),
			endToEnd: browser && counted(browserTests(browser)),
			browsers: browsers && counted(browserTests(browsers))
		},
		browsers: browsers && browserRows(browsers),
		madeUp: unit && madeUpCases(unit),
		faults:
			faults &&
			faults.map(({ fault, browser, survived, lost, recovery }) => ({
				fault,
				browser,
				survived,
				lost,
				recovery
			})),
		access: access && accessRow(access),
		lighthouse: lighthouse && lighthouseRow(lighthouse)
	};
}
