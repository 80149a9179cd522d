/**
 * Faults that a test brings about, and what became of them, noted for the page that reports them. It refuses to judge speed: how long
 * a recovery took is written down, never asserted.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test, type Browser, type BrowserContext, type Page } from '@playwright/test';

const REPORT = '.cache/reports/faults.json';

export interface FaultRecord {
	readonly fault: string;
	readonly browser: string;
	readonly survived: boolean;
	/** What the reader loses, in words; "nothing" where that is so. */
	readonly lost: string;
	/** How it recovered, and in what time. */
	readonly recovery: string;
}

interface Stage {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly browser: Browser;
	/** Where the site is served, without a slash at its end. */
	readonly address: string;
}

function readReport(): readonly FaultRecord[] {
	try {
		return JSON.parse(readFileSync(REPORT, 'utf8')) as FaultRecord[];
	} catch {
		// The first fault of a first run.
		return [];
	}
}

/**
 * A test of one fault.
 * @param lost what the reader loses where `act` passes
 * @param act brings the fault about, asserts what is promised, and says how it recovered
 */
export function faultTest(fault: string, lost: string, act: (stage: Stage) => Promise<string>): void {
	test(fault, async ({ page, context, browser, baseURL }, info) => {
		let record = { survived: false, lost: 'the test failed', recovery: 'none' };
		try {
			record = { survived: true, lost, recovery: await act({ page, context, browser, address: baseURL! }) };
		} finally {
			const found: FaultRecord = {
				fault,
				browser: `${browser.browserType().name()} ${browser.version()}`,
				...record
			};
			mkdirSync('.cache/reports', { recursive: true });
			const others = readReport().filter((each) => each.fault !== fault || each.browser !== found.browser);
			writeFileSync(REPORT, `${JSON.stringify([...others, found], null, '\t')}\n`);
			await info.attach('fault', { body: JSON.stringify(found), contentType: 'application/json' });
		}
	});
}

/** Milliseconds that `recover` takes, as words. */
export async function timed(recover: () => Promise<void>): Promise<string> {
	const start = performance.now();
	await recover();
	return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
