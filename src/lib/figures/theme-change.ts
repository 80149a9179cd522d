/** Tells a canvas when the page's colours change: by the theme's button or by the system. */

/** @returns stops telling */
export function onThemeChange(changed: () => void): () => void {
	const system = matchMedia('(prefers-color-scheme: dark)');
	const root = new MutationObserver(changed);
	root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	system.addEventListener('change', changed);
	return () => {
		root.disconnect();
		system.removeEventListener('change', changed);
	};
}
