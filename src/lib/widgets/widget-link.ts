/** Opens links to a widget's exact state: reads the page's fragment now and whenever it changes. Writes nothing there. */
import { page } from '$app/state';
import { SPOKEN_ENGLISH, wordsIn } from '#lib/language/language.ts';
import { readWidgetFragment, type Fields, type WidgetState } from '#lib/run/widget-fragment.ts';

/**
 * Hands `restore` the state that the page's link asks this widget for, and brings the widget into view.
 * Call it in onMount and return what it returns: `onMount(() => followLink('bits', FIELDS, ({ values }) => ...))`.
 * @param id the widget's id, which is also its WidgetFrame's
 * @returns stops listening
 */
export function followLink<F extends Fields>(
	id: string,
	fields: F,
	restore: (state: WidgetState<F>) => void
): () => void {
	const read = (): void => {
		const spoken = wordsIn(() => page.data.spoken ?? SPOKEN_ENGLISH);
		const state = readWidgetFragment(location.hash, id, fields, spoken);
		if (!state) return;
		restore(state);
		// Alone in a frame it is in view, and scrolling would move the page around the frame.
		if (document.documentElement.dataset.embed) return;
		// After the router's own scrolling of a fresh page, which knows no such anchor and would go to the top.
		requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }));
	};
	read();
	addEventListener('hashchange', read);
	return () => removeEventListener('hashchange', read);
}
