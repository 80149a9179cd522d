// One figure alone, for a frame in another page: src/lib/teach/embed-frame.ts.
{
	const asked = new URLSearchParams(location.search);
	const figure = asked.get('embed');
	if (figure !== null && /^[a-z][a-z0-9-]{0,63}$/.test(figure)) {
		const root = document.documentElement;
		root.dataset.embed = figure;
		const theme = asked.get('theme');
		if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
		// What leads down to the figure. A guess that stands before its result belongs to it, and stays.
		const way = `:is(body, body *):has(#${figure}):not(.predict, .predict *)`;
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(`
			${way} > :not(:has(#${figure}), #${figure}, .embed-line) { display: none; }
			${way} { display: block; width: auto; max-width: none; margin: 0; padding: 0; }
			html > body:has(#${figure}):not(.predict) { padding: 0 max(0.75rem, 2vw) 0.5rem; }
			section.predict:has(#${figure}) { margin: 0; }
			#${figure} .anchor { display: none; }
		`);
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	}
}
