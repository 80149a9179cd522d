// The end-to-end tests: a real browser against the built site. Refuses retries: a flaky test is a bug.

import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/browser.ts';

const port = Number(process.env.E2E_PORT ?? 4174);

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	timeout: 60_000,
	// Software rendering is slow; an expectation that comes true late is still true.
	expect: { timeout: 10_000 },
	workers: 2,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: '.cache/reports/browser.json' }]],
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		launchOptions,
		// A new browser would fetch the whole copy for offline use in every test; the tests about it say 'allow'.
		serviceWorkers: 'block',
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure'
	},
	projects: [
		{
			name: 'desktop',
			testIgnore: '**/*.phone.spec.ts',
			use: { viewport: { width: 1280, height: 800 } }
		},
		{
			name: 'phone',
			testMatch: '**/*.phone.spec.ts',
			use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
		}
	],
	webServer: {
		command: `node scripts/serve.mjs build --port ${port}`,
		url: `http://127.0.0.1:${port}/`,
		// Another server on this port would serve another build.
		reuseExistingServer: false
	}
});
