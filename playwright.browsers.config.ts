// `npm run test:browsers`: a small suite in every browser that the system's packages have. Chromium with graphics is `npm test`'s.

import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config.ts';
import { ENGINES } from './tests/browsers/engines.ts';

export default defineConfig({
	...ordinary,
	testDir: 'tests/browsers',
	reporter: [['list'], ['json', { outputFile: '.cache/reports/browsers.json' }]],
	projects: Object.keys(ENGINES).map((name) => ({ name }))
});
