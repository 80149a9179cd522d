import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { scormZip } from '../../scripts/package/packages.mjs';
import { CHECK } from '#lib/course/checks/what-a-bit-costs.ts';
import type { Question } from '#lib/course/question.ts';
import { axeViolations } from './axe.ts';
import { builtSite, packagePrograms, startLms, type Lms } from './lms.ts';
import { collectErrors } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, serviceWorkers: 'block' });

const CHAPTER = { number: 1, slug: 'what-a-bit-costs', title: 'What a bit costs' };
let lms: Lms;

test.afterEach(() => lms.close());

interface PlatformWindow {
	readonly kept: Record<string, string>;
	readonly lms: { readonly calls: string[]; readonly errors: number[] };
	API: Record<string, unknown>;
}
const inPlatform = <T>(page: Page, look: (place: PlatformWindow) => T): Promise<T> =>
	page.evaluate(`(${look.toString()})(window)`);

async function launch(page: Page, query: string): Promise<FrameLocator> {
	await page.goto(`${lms.address}?${query}`);
	return page.frameLocator('iframe');
}
const line = (activity: FrameLocator) =>
	activity.getByRole('complementary', { name: 'Report to the course' });

async function answer(activity: FrameLocator, question: Question, right = true): Promise<void> {
	const asked = activity.getByRole('group', { name: question.question });
	if (question.kind === 'choice') {
		const choice = question.choices.find((each) => each.right === right);
		await asked.getByRole('radio', { name: choice?.text ?? '', exact: true }).check();
	} else await asked.getByRole('textbox').fill(String(right ? question.answer : question.answer + 1));
	const form = activity.locator('form', { has: asked });
	await form.getByRole('button', { name: 'Check' }).click();
	await expect(form.getByText(right ? 'Right.' : 'Not quite.')).toBeVisible();
}

test('a chapter is answered in a platform that keeps SCORM to the letter, and a second visit goes on', async ({
	page
}) => {
	lms = await startLms(
		scormZip(builtSite(), { version: 'test', programs: packagePrograms(), chapter: CHAPTER }).zip
	);
	const errors = collectErrors(page);
	const activity = await launch(page, 'api=strict&learner=ada');
	await expect(line(activity)).toContainText(`0 of ${CHECK.length} right, saved`);
	await answer(activity, CHECK[0], false);
	for (const question of CHECK) await answer(activity, question);
	await expect(line(activity)).toContainText(`${CHECK.length} of ${CHECK.length} right, saved`);

	// Another chapter is a page of the same sitting; it counts for nothing here, and there is a way back.
	await activity.getByRole('link', { name: 'A convolution in few bits' }).last().click();
	await expect(activity.getByRole('heading', { level: 1 })).toHaveText('A convolution in few bits');
	expect(page.frames()[1].url()).toBe(`${lms.content}a-convolution-in-few-bits.html`);
	await page.frames()[1].evaluate(() => history.back());
	await expect(activity.getByRole('heading', { level: 1 })).toHaveText('What a bit costs');

	await page.getByRole('button', { name: 'Leave the activity' }).click();
	const { calls, refused } = await inPlatform(page, (place) => ({
		calls: place.lms.calls,
		refused: place.lms.errors
	}));
	expect(refused).toEqual([]);
	expect(calls.filter((call) => /^LMS(Init|Fin)/.test(call))).toEqual(['LMSInitialize', 'LMSFinish']);
	expect(calls.at(-1)).toBe('LMSFinish');
	expect(calls.filter((call) => call.startsWith('cmi.core.lesson_status')).at(-1)).toContain('passed');
	expect(await inPlatform(page, (place) => place.kept)).toMatchObject({
		'cmi.core.score.raw': '100',
		'cmi.core.lesson_status': 'passed'
	});

	// The same learner at another computer: the browser has nothing, the platform has it.
	await page.evaluate(() => localStorage.removeItem('course-progress'));
	const again = await launch(page, 'api=strict&learner=ada');
	await expect(line(again)).toContainText(`${CHECK.length} of ${CHECK.length} right`);
	await expect(again.getByText('✓ Right.')).toHaveCount(CHECK.length);

	// Another learner at this computer has done nothing yet.
	const other = await launch(page, 'api=strict&learner=ben');
	await expect(line(other)).toContainText(`0 of ${CHECK.length} right`);
	expect(errors).toEqual([]);
	expect(lms.missing).toEqual([]);
});

test('the whole course, its files found by their last names alone, reports to scorm-again', async ({
	page
}) => {
	lms = await startLms(scormZip(builtSite(), { version: 'test', programs: packagePrograms() }).zip, {
		byLastName: true
	});
	const activity = await launch(page, 'api=scorm-again');
	await expect(line(activity)).toContainText(/0 of \d\d right, saved/);
	await activity.getByRole('link', { name: 'What a bit costs', exact: true }).click();
	for (const question of CHECK.slice(0, 2)) await answer(activity, question);
	await expect(line(activity)).toContainText(/2 of \d\d right, saved/);
	const core = await page.evaluate(() => {
		const { API } = window as unknown as {
			API: { cmi: { core: { score: { raw: string }; lesson_status: string; lesson_location: string } } };
		};
		return {
			raw: Number(API.cmi.core.score.raw),
			status: API.cmi.core.lesson_status,
			location: API.cmi.core.lesson_location
		};
	});
	expect(core.raw).toBeGreaterThan(0);
	expect(core.raw).toBeLessThan(20);
	expect(core.status).toBe('incomplete');
	expect(core.location).toMatch(/^what-a-bit-costs#/);

	// A page with code, the lab and its files, under their own names.
	await activity.getByRole('link', { name: 'Lab' }).first().click();
	await expect(activity.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	expect(lms.missing).toEqual([]);
});

test('a platform that vanishes, refuses or is not there costs the report alone', async ({ page }) => {
	lms = await startLms(
		scormZip(builtSite(), { version: 'test', programs: packagePrograms(), chapter: CHAPTER }).zip
	);
	const alone = await launch(page, 'api=none');
	await expect(line(alone)).toContainText('The course does not answer. Your work is kept here');
	await expect(line(alone).getByRole('link', { name: 'saved as a file' })).toBeVisible();
	await answer(alone, CHECK[0]);

	// What was done without a platform is reported once there is one.
	const activity = await launch(page, 'api=strict&again=yes');
	await expect(line(activity)).toContainText(`1 of ${CHECK.length} right, saved`);
	expect(await axeViolations(page)).toEqual([]);

	await inPlatform(page, (place) => {
		place.API.LMSSetValue = () => {
			throw new Error('the connection is closed');
		};
	});
	await answer(activity, CHECK[1]);
	await expect(line(activity)).toContainText(
		'LMSSetValue failed: the connection is closed. Your work is kept here'
	);
	await inPlatform(page, (place) => delete place.API.LMSSetValue);
	await line(activity).getByRole('button', { name: 'Try again' }).click();
	await expect(line(activity)).toContainText('it no longer has LMSSetValue');
	const kept = await page.evaluate(() => localStorage.getItem('course-progress'));
	expect(kept).toContain(CHECK[1].id);
});
