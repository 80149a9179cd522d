{
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
}
