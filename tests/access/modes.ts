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
	'320 px': { media: ORDINARY, width: 320, height: 640, looksFor: 'measures' }
} as const satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as ModeName[];

/** Puts the open page into a mode, and waits for what is drawn anew at another width. */
export async function enter(page: Page, name: ModeName): Promise<void> {
	const { media, width, height } = MODES[name];
	await page.emulateMedia(media);
	await page.setViewportSize({ width, height });
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
	);
}
