/** Walks a page with the Tab key alone and says what stands in a reader's way. */
import type { Page } from '@playwright/test';

/** WCAG 2.2, success criterion 1.4.11: what shows the focus stands out by so much. */
const LEAST_CONTRAST = 3;
/** A page with more stops than this has a trap. */
const MOST_STOPS = 1200;

/** What a reader who presses Tab is told about one stop. */
interface Stop {
	readonly name: string;
	/** Before the last stop in the page's order. */
	readonly back: boolean;
	/** Stopped here before. */
	readonly again: boolean;
	/** Why nobody would see that the focus is here; empty where it shows. */
	readonly unseen: string;
}

/** Puts what the walk needs into the page, once. */
function prepare(page: Page): Promise<void> {
	return page.evaluate((leastContrast) => {
		const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
		/** Red, green, blue from 0 to 1, and how much covers, of any CSS colour. */
		const rgba = (colour: string) => {
			brush.clearRect(0, 0, 1, 1);
			brush.fillStyle = colour;
			brush.fillRect(0, 0, 1, 1);
			return [...brush.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
		};
		const luminance = ([red, green, blue]: number[]) => {
			const [r, g, b] = [red, green, blue].map((v) =>
				v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
			);
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const contrast = (a: string, b: string) => {
			const [high, low] = [luminance(rgba(a)), luminance(rgba(b))].sort((x, y) => y - x);
			return (high + 0.05) / (low + 0.05);
		};
		const ground = (element: Element) => {
			for (let up: Element | null = element.parentElement; up; up = up.parentElement) {
				const { backgroundColor } = getComputedStyle(up);
				if (rgba(backgroundColor)[3] > 0.9) return backgroundColor;
			}
			return 'white';
		};
		/** Empty, or why the element does not show that it has the focus. */
		const unseen = (element: Element) => {
			const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
			if (outlineStyle === 'auto') return '';
			if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)
				return `an outline of ${outlineStyle} ${outlineWidth}`;
			const found = contrast(outlineColor, ground(element));
			return found < leastContrast ? `an outline with a contrast of ${found.toFixed(2)}` : '';
		};
		/** The element itself, or what it draws its focus on: a label around a hidden box, the picture beside a slider. */
		const shows = (element: Element) => {
			if (!element.checkVisibility({ visibilityProperty: true })) return 'hidden';
			const { width, height } = element.getBoundingClientRect();
			const own = width < 2 || height < 2 ? 'less than 2 px in size' : unseen(element);
			if (own === '') return '';
			const labels = (element as HTMLInputElement).labels ?? [];
			const near = [element.parentElement, element.nextElementSibling, ...labels, ...element.children];
			return near.some((other) => other && unseen(other) === '') ? '' : own;
		};
		let last: Element | null = null;
		const visited = new Set<Element>();
		const name = (element: Element) => {
			const label =
				element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent;
			const words = (label || element.textContent || '').replace(/\s+/g, ' ').trim().slice(0, 50);
			const figure = element.closest('figure[id], section[id]')?.id;
			return `${element.tagName.toLowerCase()} “${words}”${figure ? ` in #${figure}` : ''}`;
		};
		Object.assign(globalThis, {
			stopOfWalk: () => {
				const element = document.activeElement;
				if (!element || element === document.body) return null;
				const back =
					last !== null && Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
				const again = visited.has(element);
				visited.add(element);
				last = element;
				return { name: name(element), back, again, unseen: shows(element) };
			},
			neverVisited: () => {
				const controls =
					'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
				return [...document.querySelectorAll(controls)]
					.filter((element) => {
						if (visited.has(element) || element.matches(':disabled, [tabindex="-1"]')) return false;
						if (element.closest('[inert]') || !element.checkVisibility({ visibilityProperty: true }))
							return false;
						if (element.matches('details:not([open]) > :not(summary) *')) return false;
						if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
						// One of a group of radio buttons stands for all: arrow keys reach the others.
						const group = document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`);
						return ![...group].some((each) => visited.has(each));
					})
					.map(name);
			}
		});
	}, LEAST_CONTRAST);
}

/** One line for each thing in the way; and how many stops there were. */
export async function walkByTab(page: Page): Promise<{ stops: number; faults: string[] }> {
	await prepare(page);
	const faults: string[] = [];
	let stops = 0;
	for (; stops < MOST_STOPS; stops++) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate(() =>
			(globalThis as unknown as { stopOfWalk: () => Stop | null }).stopOfWalk()
		);
		if (stop === null) break;
		if (stop.again) faults.push(`the focus comes back to ${stop.name}: a trap`);
		else if (stop.back) faults.push(`the focus goes back up to ${stop.name}`);
		if (stop.unseen) faults.push(`the focus is not seen on ${stop.name}: ${stop.unseen}`);
		if (stop.again) break;
	}
	if (stops === MOST_STOPS) faults.push(`the walk does not end after ${MOST_STOPS} stops`);
	const missed = await page.evaluate(() =>
		(globalThis as unknown as { neverVisited: () => string[] }).neverVisited()
	);
	return { stops, faults: [...faults, ...missed.map((each) => `Tab never reaches ${each}`)] };
}

/** Presses of one page; those that come again and again, such as Train and Pause, need no more. */
const MOST_PRESSES = 60;

/** Buttons that were taken away by their own press, after which the focus was nowhere. */
export function lostByPress(page: Page): Promise<string[]> {
	return page.evaluate(async (mostPresses) => {
		/** A dialog of the browser would stay open. */
		const LEFT_OUT = /full screen|camera|print/i;
		const PATIENCE_MS = 400;
		const pressed = new Set<Element>();
		const lost = new Set<string>();
		const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
		const name = (button: Element) =>
			(button.getAttribute('aria-label') ?? button.textContent ?? '')
				.replace(/\s+/g, ' ')
				.trim()
				.slice(0, 50);
		while (pressed.size < mostPresses) {
			const next = [
				...document.querySelectorAll<HTMLButtonElement>('main :is(button:not(:disabled), summary)')
			].find(
				(each) =>
					!pressed.has(each) &&
					each.checkVisibility({ visibilityProperty: true }) &&
					!LEFT_OUT.test(name(each))
			);
			if (!next) break;
			pressed.add(next);
			const said = name(next);
			next.focus();
			next.click();
			for (let waited = 0; waited <= PATIENCE_MS; waited += 50) {
				await pause(50);
				if (document.activeElement !== document.body) break;
			}
			if (document.activeElement === document.body && !next.isConnected)
				lost.add(`the focus is lost after “${said}”`);
		}
		return [...lost];
	}, MOST_PRESSES);
}

/** Sliders that no arrow key moves. Their own inputs answer to keys; the drawn ones have to be taught. */
export function deafSliders(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const deaf: string[] = [];
		for (const slider of document.querySelectorAll<HTMLElement>('[role=slider]')) {
			if (!slider.checkVisibility({ visibilityProperty: true }) || slider.tabIndex < 0) continue;
			const state = () => `${slider.getAttribute('aria-valuenow')} ${slider.getAttribute('aria-valuetext')}`;
			const before = state();
			const seen = new Set<string>();
			for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
				slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
				await new Promise((resolve) => requestAnimationFrame(resolve));
				seen.add(state());
			}
			seen.delete(before);
			if (seen.size === 0) deaf.push(slider.getAttribute('aria-label') ?? slider.outerHTML.slice(0, 120));
		}
		return deaf;
	});
}
