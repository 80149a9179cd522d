/**
 * After a press that takes the pressed control away (Train becomes Pause, a question goes once it is answered), the keyboard goes on
 * from what came in its place, and a screen reader says what that is. Browsers let the focus fall to the page's beginning.
 * It refuses to take the focus from anything that has it, and from a reader who has gone elsewhere.
 */

/** What may take the focus unasked; a field for text would open a phone's keyboard. */
const CONTROLS =
	'button:not(:disabled), a[href], summary, select:not(:disabled), input:is([type=checkbox], [type=radio], [type=range]):not(:disabled)';
/** Parts of a page that can be gone back to where nothing in them can be pressed. */
const PARTS = 'figure, section, article, fieldset, form, main, [role=tabpanel]';

interface Place {
	readonly control: HTMLElement;
	/** From the nearest outwards, with how many controls of each come before this one. */
	readonly around: readonly { readonly part: HTMLElement; readonly before: number }[];
}

const controlsIn = (part: HTMLElement): HTMLElement[] =>
	[...part.querySelectorAll<HTMLElement>(CONTROLS)].filter((each) =>
		each.checkVisibility({ visibilityProperty: true })
	);

function placeOf(control: HTMLElement): Place {
	const around = [];
	for (let part = control.parentElement; part && part !== document.body; part = part.parentElement) {
		around.push({ part, before: Math.max(controlsIn(part).indexOf(control), 0) });
		if (part.matches('main, header, footer')) break;
	}
	return { control, around };
}

/** Focuses what now stands where the control stood, and returns it; null where all around it is gone too. */
function focusInstead({ around }: Place): HTMLElement | null {
	for (const { part, before } of around) {
		if (!part.isConnected) continue;
		const controls = controlsIn(part);
		if (controls.length > 0) {
			const next = controls[Math.min(before, controls.length - 1)];
			next.focus();
			return next;
		}
		if (part.matches(PARTS)) {
			part.tabIndex = -1;
			part.focus({ preventScroll: true });
			return part;
		}
	}
	return null;
}

/** Watches the page until the returned function is called. */
export function keepFocus(): () => void {
	let place: Place | null = null;
	const observer = new MutationObserver(() => {
		if (!place || document.activeElement !== document.body) return;
		const { control } = place;
		// Where it only cannot be pressed for the moment, it is waited for.
		if (control.isConnected) {
			if (!control.matches(':disabled')) control.focus({ preventScroll: true });
			return;
		}
		const next = focusInstead(place);
		place = next && placeOf(next);
	});

	function leave(): void {
		place = null;
		observer.disconnect();
	}
	function press({ target }: Event): void {
		const control =
			target instanceof Element ? target.closest<HTMLElement>('button, summary, a[href]') : null;
		if (!control) return;
		place = placeOf(control);
		observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
	}
	function arrive({ target }: FocusEvent): void {
		if (place && target !== place.control) leave();
	}

	// Before the page's own answer to the press, which may take the control away.
	addEventListener('click', press, true);
	addEventListener('pointerdown', leave, true);
	addEventListener('focusin', arrive);
	return () => {
		leave();
		removeEventListener('click', press, true);
		removeEventListener('pointerdown', leave, true);
		removeEventListener('focusin', arrive);
	};
}
