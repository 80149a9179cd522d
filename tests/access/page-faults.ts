/**
 * What axe does not measure: sideways scrolling, targets under 24 px, small or overlapping words in pictures, words that are cut off.
 * One function, because it runs in the page.
 */
import type { Page } from '@playwright/test';

/** WCAG 2.2, success criterion 2.5.8. */
const TARGET_PX = 24;
/** Words of a picture as they are seen, whatever its viewBox. */
const TEXT_PX = 10;

/** One line for each fault. */
export function pageFaults(page: Page): Promise<string[]> {
	return page.evaluate(
		({ targetPx, textPx }) => {
			const faults: string[] = [];
			const short = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);
			const name = (element: Element) => {
				const figure = element.closest('figure[id], section[id]')?.id;
				const words =
					element.getAttribute('aria-label') || element.textContent || element.getAttribute('name');
				return `${element.tagName.toLowerCase()} “${short(words)}”${figure ? ` in #${figure}` : ''}`;
			};
			/** Seen, and not only by a screen reader. */
			const seen = (element: Element) => {
				if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
				const { width, height } = element.getBoundingClientRect();
				return (width > 1 && height > 1) || element instanceof SVGElement;
			};

			const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
			if (wider > 0) {
				const culprit = [...document.body.querySelectorAll('*')].find((element) => {
					const { left, right } = element.getBoundingClientRect();
					if (left >= -0.5 && right <= document.documentElement.clientWidth + 0.5) return false;
					for (let up = element.parentElement; up; up = up.parentElement)
						if (getComputedStyle(up).overflowX !== 'visible') return false;
					return true;
				});
				faults.push(`the page scrolls sideways by ${wider} px: ${culprit ? name(culprit) : 'cause unknown'}`);
			}

			const targets =
				'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=slider], [role=button]';
			for (const target of document.querySelectorAll(targets)) {
				if (!seen(target)) continue;
				// Words in a line of text are let off by the rule, and so is what the browser itself draws in full-size labels.
				if (getComputedStyle(target).pointerEvents === 'none') continue;
				if (target.tagName === 'A' && getComputedStyle(target).display === 'inline') continue;
				let { left, right, top, bottom } = target.getBoundingClientRect();
				const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : [];
				for (const label of labels.filter(seen)) {
					const box = label.getBoundingClientRect();
					[left, right] = [Math.min(left, box.left), Math.max(right, box.right)];
					[top, bottom] = [Math.min(top, box.top), Math.max(bottom, box.bottom)];
				}
				const [width, height] = [right - left, bottom - top];
				if (width < targetPx - 0.5 || height < targetPx - 0.5)
					faults.push(`target of ${width.toFixed(1)} by ${height.toFixed(1)} px: ${name(target)}`);
			}

			interface Label {
				readonly element: SVGTextElement;
				readonly box: DOMRect;
			}
			for (const picture of document.querySelectorAll('svg')) {
				if (!seen(picture) || picture.closest('.katex')) continue;
				// A slide beside its notes is a picture of the slide; to be read it stands on a page of its own.
				if (picture.closest('[data-thumbnail]')) continue;
				const labels: Label[] = [];
				for (const text of picture.querySelectorAll('text')) {
					if (!short(text.textContent) || !seen(text)) continue;
					const box = text.getBoundingClientRect();
					if (box.width === 0) continue;
					const matrix = text.getScreenCTM();
					const scale = matrix ? Math.hypot(matrix.c, matrix.d) : 1;
					const size = parseFloat(getComputedStyle(text).fontSize) * scale;
					if (size < textPx - 0.05) faults.push(`words of ${size.toFixed(1)} px: ${name(text)}`);
					if (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5)
						if (!picture.closest('[tabindex]')) faults.push(`words leave the window: ${name(text)}`);
					labels.push({ element: text, box });
				}
				labels.sort((a, b) => a.box.left - b.box.left);
				labels.forEach(({ element, box }, index) => {
					for (const other of labels.slice(index + 1)) {
						const across = Math.min(box.right, other.box.right) - other.box.left;
						if (across <= 0) break;
						const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
						// A line's box is taller than its letters.
						if (across > 1.5 && down > 0.35 * Math.min(box.height, other.box.height))
							faults.push(`words over words: ${name(element)} and “${short(other.element.textContent)}”`);
					}
				});
			}

			const CUT = new Set(['hidden', 'clip']);
			for (const element of document.querySelectorAll<HTMLElement>('main *')) {
				const { overflowX, textOverflow } = getComputedStyle(element);
				if (!CUT.has(overflowX) || textOverflow === 'ellipsis' || !seen(element)) continue;
				if (element.scrollWidth > element.clientWidth + 1 && short(element.innerText))
					faults.push(`words are cut off: ${name(element)}`);
			}
			return faults;
		},
		{ targetPx: TARGET_PX, textPx: TEXT_PX }
	);
}
