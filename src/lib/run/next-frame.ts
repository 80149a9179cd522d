/** Runs a function at the next animation frame, or after a while where the page is hidden and gets no frames. */

/** A hidden tab's timers run once a second anyway. */
const HIDDEN_DELAY_MS = 250;

export function nextFrame(flush: () => void): void {
	let done = false;
	const once = (): void => {
		if (done) return;
		done = true;
		cancelAnimationFrame(frame);
		clearTimeout(timer);
		flush();
	};
	const frame = requestAnimationFrame(once);
	const timer = setTimeout(once, HIDDEN_DELAY_MS);
}
