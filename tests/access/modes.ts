/** The ways of looking at a page that each page must stand, and how a page is put into one. */
import type { Page } from '@playwright/test';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

interface Mode {
	readonly media: Media;
	/** Window, in CSS pixels. */
	readonly width: number;
	readonly height: number;
	/** What is looked for: rules of axe, or the page's measures (page-faults.ts). */
	readonly looksFor: 'rules' | 'measures';
	/** With every guess revealed, every table and menu open, and a notice about a link that is wrong. Stays so for the modes behind it. */
	readonly open?: true;
	/** As in a language that runs from right to left, whatever the page's own is. */
	readonly rightToLeft?: true;
}

const ORDINARY: Media = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' };
const DESKTOP = { width: 1280, height: 800 };

export const MODES = {
	light: { media: ORDINARY, ...DESKTOP, looksFor: 'rules' },
	dark: { media: { ...ORDINARY, colorScheme: 'dark' }, ...DESKTOP, looksFor: 'rules' },
	'forced colours': { media: { ...ORDINARY, forcedColors: 'active' }, ...DESKTOP, looksFor: 'rules' },
	'reduced motion': { media: { ...ORDINARY, reducedMotion: 'reduce' }, ...DESKTOP, looksFor: 'rules' },
	// 200 % zoom of a window 1280 wide.
	'zoomed to 200 %': { media: ORDINARY, width: 640, height: 400, looksFor: 'measures' },
	'390 px': { media: ORDINARY, width: 390, height: 844, looksFor: 'measures' },
	'320 px': { media: ORDINARY, width: 320, height: 640, looksFor: 'measures' },
	'right to left': { media: ORDINARY, ...DESKTOP, looksFor: 'measures', rightToLeft: true },
	'right to left, 390 px': {
		media: ORDINARY,
		width: 390,
		height: 844,
		looksFor: 'measures',
		rightToLeft: true
	},
	'all open': { media: ORDINARY, ...DESKTOP, looksFor: 'rules', open: true },
	'all open, dark': {
		media: { ...ORDINARY, colorScheme: 'dark' },
		...DESKTOP,
		looksFor: 'rules',
		open: true
	},
	'all open, 320 px': { media: ORDINARY, width: 320, height: 640, looksFor: 'measures', open: true }
} as const satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as ModeName[];

/** Reveals every guess, opens every table and menu, and follows a link with a field that no figure knows. */
async function openAll(page: Page): Promise<void> {
	const reveal = page.getByRole('button', { name: 'Show it without a guess' });
	// A button goes when it was pressed.
	while ((await reveal.count()) > 0) await reveal.first().click();
	await page.evaluate(() => {
		for (const details of document.querySelectorAll('details')) details.open = true;
		const figure = document.querySelector('figure.widget[id]');
		if (figure) location.hash = `w=${figure.id}&unknown=1`;
	});
}

/** Puts the open page into a mode, and waits for what is drawn anew at another width. */
export async function enter(page: Page, name: ModeName): Promise<void> {
	const mode: Mode = MODES[name];
	const { media, width, height } = mode;
	await page.emulateMedia(media);
	await page.setViewportSize({ width, height });
	await page.evaluate((dir) => (document.documentElement.dir = dir), mode.rightToLeft ? 'rtl' : 'ltr');
	if (mode.open) await openAll(page);
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
	);
}
