/** course.zip, unpacked as a teacher unpacks it, served by the server that it brings along. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { courseZip } from '../../scripts/package/packages.mjs';
import { builtSite } from './lms.ts';
import { collectErrors } from './page-errors.ts';

test.use({ serviceWorkers: 'block' });

type Serve = (options: {
	folder: string;
	port: number;
	base: string;
}) => Promise<{ address: string; close: () => Promise<void> }>;

test('the course is complete where its zip was unpacked, at the top and under a path', async ({ page }) => {
	const folder = mkdtempSync(join(tmpdir(), 'course-'));
	const { zip } = courseZip(builtSite(), {
		version: 'test',
		texts: new Map(),
		server: readFileSync('scripts/serve.mjs')
	});
	for (const [name, bytes] of Object.entries(unzipSync(zip))) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), bytes);
	}
	const { serve } = (await import(pathToFileURL(join(folder, 'serve.mjs')).href)) as { serve: Serve };
	const errors = collectErrors(page);
	try {
		for (const base of ['/', '/a/b/']) {
			const { address, close } = await serve({ folder: join(folder, 'site'), port: 0, base });
			await page.goto(`${address}what-a-bit-costs/`);
			const question = page.getByRole('group', { name: 'How many levels do three bits give?' });
			await question.getByRole('textbox').fill('8');
			await page.locator('form', { has: question }).getByRole('button', { name: 'Check' }).click();
			await expect(page.getByText('1 of 4 answered right.')).toBeVisible();
			await expect(page.getByRole('complementary', { name: 'Report to the course' })).toHaveCount(0);
			await page.getByRole('link', { name: 'Lab' }).first().click();
			await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
			expect(page.url()).toBe(`${address}lab/`);
			// The page goes first: it may still be fetching.
			await page.goto('about:blank');
			await close();
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
	expect(errors).toEqual([]);
});
