// `npm run test:access`: every built page in every way of looking at it, and each chapter by keyboard. `npm test` has a short form.

import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config.ts';

export default defineConfig({
	...ordinary,
	testDir: 'tests/access',
	timeout: 240_000,
	reporter: [['list'], ['json', { outputFile: '.cache/reports/access-tests.json' }]],
	use: { ...ordinary.use, trace: 'off', screenshot: 'off' },
	projects: [{ name: 'access' }]
});
