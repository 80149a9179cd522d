/** Pictures that a screen reader meets and cannot name: drawings and canvases without a label that are not hidden from it either. */
import type { Page } from '@playwright/test';

/** One line for each. */
export function unnamedPictures(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		/** What names the picture itself, or something around it that stands for it. */
		const NAMED = ':is([role=img], [role=slider]):is([aria-label]:not([aria-label=""]), [aria-labelledby])';
		/** A drawing with handles of its own in it. */
		const OWN_NAME = '[role=group][aria-label]';
		/** What has its name from its own words. */
		const WORDED = 'button, a[href], summary, label';
		return [...document.querySelectorAll('svg, canvas, img:not([alt])')]
			.filter((picture) => picture.checkVisibility({ visibilityProperty: true }))
			.filter(
				(picture) => !picture.matches(OWN_NAME) && !picture.closest(`[aria-hidden=true], ${NAMED}, ${WORDED}`)
			)
			.map((picture) => {
				const figure = picture.closest('figure[id], section[id]')?.id;
				return `a picture without a name${figure ? ` in #${figure}` : ''}: ${picture.outerHTML.slice(0, 120)}`;
			});
	});
}
