// The types of results.mjs, for the tests that import it.

export interface TestResult {
	title: string;
	outcome: 'passed' | 'failed' | 'skipped';
}
export function unitTests(report: unknown): TestResult[];
export function browserTests(report: unknown): TestResult[];
export function count(tests: TestResult[], skippedIsFailed: boolean): Count;
export interface Count {
	passed: number;
	failed: number;
	skipped: string[];
}
