// The pages in a language that runs from right to left: the layout is mirrored and fits, what is drawn stays as it was. The whole site
// is looked at so by `npm run test:access`; here are the pages that have the most different things on them.
import { expect, test, type Page } from '@playwright/test';
import { enter } from '../access/modes.ts';
import { pageFaults } from '../access/page-faults.ts';

async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

interface Drawing {
	readonly name: string;
	/** Of its elements: left, top, width and height within it, CSS pixels. */
	readonly boxes: readonly (readonly number[])[];
}

/** Where every element of every drawing lies. */
const drawings = (page: Page): Promise<Drawing[]> =>
	page.evaluate(() => {
		const all = [...document.querySelectorAll('main [dir="ltr"], main svg, main canvas')];
		const outermost = all.filter((each) => !all.some((other) => other !== each && other.contains(each)));
		return outermost
			.filter((each) => each.checkVisibility())
			.map((drawing) => {
				const { left, top } = drawing.getBoundingClientRect();
				const figure = drawing.closest('[id]')?.id ?? '';
				// An empty path has no place.
				const shown = [...drawing.querySelectorAll('*')]
					.map((element) => element.getBoundingClientRect())
					.filter(({ width, height }) => width > 0 || height > 0);
				const boxes = shown.map((box) => [box.left - left, box.top - top, box.width, box.height]);
				return { name: `${drawing.tagName} in #${figure}`, boxes };
			});
	});

/** Elements that lie elsewhere by more than a pixel, which fractions of one may be rounded to. */
const moved = (before: readonly Drawing[], after: readonly Drawing[]): string[] =>
	before.flatMap(({ name, boxes }, i) =>
		boxes.flatMap((box, j) => {
			const now = after[i]?.boxes[j];
			return now && box.every((x, k) => Math.abs(x - now[k]) <= 1)
				? []
				: [`${name}, element ${j}: ${box.join(' ')} is now ${now?.join(' ') ?? 'gone'}`];
		})
	);

/** Pairs of the header's links and buttons that lie on each other. */
const headerOverlaps = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const items = [
			...document.querySelectorAll('body > * > header :is(a, button), body > header :is(a, button)')
		];
		const boxes = items.map((item) => ({ name: item.textContent.trim(), box: item.getBoundingClientRect() }));
		if (boxes.length < 5) throw new Error(`the header has ${boxes.length} links and buttons`);
		return boxes.flatMap((a, i) =>
			boxes
				.slice(i + 1)
				.filter(
					(b) =>
						Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
						Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5
				)
				.map((b) => `${a.name} and ${b.name}`)
		);
	});

for (const address of ['/', '/what-a-bit-costs/', '/lab/'])
	test(`${address} is mirrored and fits, its drawings are not mirrored`, async ({ page }) => {
		await open(page, address);
		await enter(page, 'reduced motion');
		const drawn = await drawings(page);
		const begin = (): Promise<number | undefined> =>
			page
				.getByRole('heading', { level: 1 })
				.boundingBox()
				.then((box) => box?.x);
		const leftBegin = await begin();

		await enter(page, 'right to left');
		expect(await begin()).not.toBe(leftBegin);
		expect(drawn.length).toBeGreaterThan(0);
		expect(moved(drawn, await drawings(page))).toEqual([]);
		expect(await pageFaults(page)).toEqual([]);
		expect(await headerOverlaps(page)).toEqual([]);

		await enter(page, 'right to left, 390 px');
		expect(await pageFaults(page)).toEqual([]);
		expect(await headerOverlaps(page)).toEqual([]);
	});

test('tabs are walked as the arrows point, values as the axis runs', async ({ page }) => {
	await open(page, '/lab/');
	await enter(page, 'right to left');
	const tab = (name: string) => page.getByRole('tab', { name });
	await tab('Training').press('ArrowLeft');
	await expect(tab('Answers')).toHaveAttribute('aria-selected', 'true');
	await tab('Answers').press('ArrowRight');
	await expect(tab('Training')).toHaveAttribute('aria-selected', 'true');

	const value = page.getByRole('slider', { name: 'Pixel value' });
	await value.press('Home');
	await value.press('ArrowRight');
	await expect(value).toHaveAttribute('aria-valuetext', /^value 1, /);
});
