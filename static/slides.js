// Turns the slides of a deck with the keys of a keyboard or a presenter's remote. Without it the page scrolls.
const slides = [...document.querySelectorAll('.deck.slides > section')];

/** The slide that fills most of the window. */
const current = () => {
	const middle = innerHeight / 2;
	const at = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
	return at < 0 ? slides.length - 1 : at;
};
const show = (at) => {
	const slide = slides[Math.min(Math.max(at, 0), slides.length - 1)];
	slide.scrollIntoView({ behavior: 'instant', block: 'start' });
	history.replaceState(null, '', `#${slide.id}`);
};
const turns = {
	ArrowRight: (at) => at + 1,
	ArrowDown: (at) => at + 1,
	PageDown: (at) => at + 1,
	' ': (at) => at + 1,
	ArrowLeft: (at) => at - 1,
	ArrowUp: (at) => at - 1,
	PageUp: (at) => at - 1,
	Home: () => 0,
	End: () => slides.length - 1
};
addEventListener('keydown', (event) => {
	const turn = turns[event.key];
	const inUse = event.target.closest('a, button, summary, input, select, textarea');
	if (!turn || event.ctrlKey || event.metaKey || event.altKey || (event.key === ' ' && inUse)) return;
	event.preventDefault();
	show(turn(current()));
});
