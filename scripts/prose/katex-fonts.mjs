// A Vite plugin: KaTeX's style-sheet with one file a font. Every browser that runs this site reads woff2, and the other
// two formats would only be forty more files in the build. It refuses to go on if the style-sheet no longer looks as known.

export function katexFonts() {
	return {
		name: 'katex-fonts',
		enforce: 'pre',
		transform(code, id) {
			if (!/katex(\.min)?\.css$/.test(id)) return null;
			const one = code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'][^"']*["']\)/g, '');
			if (one === code) throw new Error(`${id} has other @font-face rules than this plugin knows`);
			return { code: one.replace(/font-display:\s*block/g, 'font-display:swap'), map: null };
		}
	};
}
