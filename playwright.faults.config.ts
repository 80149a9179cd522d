// `npm run test:faults`: the faults that take minutes. The short ones are in tests/e2e/faults.spec.ts, with `npm test`.

import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config.ts';

export default defineConfig({
	...ordinary,
	testDir: 'tests/faults',
	testMatch: '**/*.spec.ts',
	timeout: 3_600_000,
	// One fault at a time: recoveries are timed, and all are written to one report.
	workers: 1,
	reporter: [['list'], ['json', { outputFile: '.cache/reports/faults-long.json' }]],
	projects: [{ name: 'desktop', use: { viewport: { width: 1280, height: 800 } } }]
});
