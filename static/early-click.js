// A page can be seen before its script runs. This keeps the last click on a button and the last choice in an input that came too
// early, and repeats them once the page is alive (src/routes/+layout.svelte says so).
let pressed = null;
let changed = null;
const keepClick = (event) => {
	pressed = event.target.closest('button') ?? pressed;
};
const keepChange = (event) => {
	changed = event.target;
};
addEventListener('click', keepClick, true);
addEventListener('change', keepChange, true);
addEventListener(
	'page-alive',
	() => {
		removeEventListener('click', keepClick, true);
		removeEventListener('change', keepChange, true);
		if (changed?.isConnected) changed.dispatchEvent(new Event('change', { bubbles: true }));
		if (pressed?.isConnected) pressed.click();
	},
	{ once: true }
);
