// A page can be seen before its script runs. This keeps the last click on a button that came too early, and repeats it once
// the page is alive (src/routes/+layout.svelte says so).
let early = null;
const keep = (event) => {
	early = event.target.closest('button') ?? early;
};
addEventListener('click', keep, true);
addEventListener(
	'page-alive',
	() => {
		removeEventListener('click', keep, true);
		if (early?.isConnected) early.click();
	},
	{ once: true }
);
