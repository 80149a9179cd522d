/** Counts the made-up cases that fast-check tries: each test's own number goes into the report, and from there to the page About. */
import fc from 'fast-check';
import { TestRunner } from 'vitest';

declare module '@vitest/runner' {
	interface TaskMeta {
		/** How many made-up cases the test's properties were tried on. */
		cases?: number;
	}
}

fc.installGlobalPlugin(() => ({
	onAllRunsComplete({ numRuns }) {
		const test = TestRunner.getCurrentTest();
		if (test) test.meta.cases = (test.meta.cases ?? 0) + numRuns;
	}
}));
