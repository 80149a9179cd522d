/**
 * How much work the page's main thread does in one piece, in processor time: what a task costs does not depend on how busy the
 * machine is with others, so the claim can be tested anywhere. It is compared with a known amount of work, traced with it.
 */
import { expect, type Browser, type Page } from '@playwright/test';

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	/** Microseconds of processor time. */
	readonly tdur?: number;
}

/** Additions of the control: about a tenth of a second of a desktop's processor. */
const CONTROL_ADDITIONS = 360_000_000;

const BEGINS = 'act begins';
const ENDS = 'act ends';

export interface MainThreadWork {
	/** Milliseconds of processor time of the heaviest task. */
	readonly heaviest: number;
	/** The same of the control. */
	readonly control: number;
}

/** What the page's main thread does while `act` goes on. Chromium only: it reads the browser's own trace. */
export async function mainThreadWork(
	browser: Browser,
	page: Page,
	act: () => Promise<void>
): Promise<MainThreadWork> {
	await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
	await mark(page, BEGINS);
	await act();
	await mark(page, ENDS);
	await page.evaluate((additions) => {
		let sum = 0;
		for (let i = 0; i < additions; i++) sum = (sum + i) | 0;
		return sum;
	}, CONTROL_ADDITIONS);
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
		traceEvents: TraceEvent[];
	};
	const place = (name: string): TraceEvent => {
		const found = traceEvents.find((event) => event.name === name);
		if (!found) throw new Error(`the trace holds no mark "${name}"`);
		return found;
	};
	const [begins, ends] = [place(BEGINS), place(ENDS)];
	const tasks = traceEvents.filter(
		({ name, pid, tid, tdur }) =>
			name.endsWith('RunTask') && pid === begins.pid && tid === begins.tid && tdur !== undefined
	);
	const during = tasks.filter(({ ts }) => ts >= begins.ts && ts <= ends.ts);
	// A trace without tasks would let any page pass.
	expect(during.length).toBeGreaterThan(10);
	return { heaviest: heaviestOf(during), control: heaviestOf(tasks.filter(({ ts }) => ts > ends.ts)) };
}

const heaviestOf = (tasks: readonly TraceEvent[]): number =>
	Math.max(...tasks.map(({ tdur = 0 }) => Math.round(tdur / 1000)));

const mark = (page: Page, name: string): Promise<void> =>
	page.evaluate((text) => {
		performance.mark(text);
	}, name);
