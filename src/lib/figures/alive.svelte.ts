/**
 * Whether the page runs. A drawing that is moved by keys is a slider only then: before, without JavaScript and on a slide it is a picture,
 * and has no place among what the Tab key reaches.
 */
import { onMount } from 'svelte';

interface SliderState {
	readonly label: string;
	/** The largest value; the smallest is 0. */
	readonly max: number;
	readonly now: number;
	/** The value in words. */
	readonly text: string;
}

/** To be called while a component is made. @returns the attributes of a drawn slider, or of the picture that it is until the page runs */
export function drawnSlider(): (state: SliderState) => Record<string, string | number> {
	let alive = $state(false);
	onMount(() => void (alive = true));
	return ({ label, max, now, text }) =>
		alive
			? {
					role: 'slider',
					tabindex: 0,
					'aria-label': label,
					'aria-valuemin': 0,
					'aria-valuemax': max,
					'aria-valuenow': now,
					'aria-valuetext': text
				}
			: { role: 'img', 'aria-label': `${label}: ${text}` };
}
