// A Vite plugin: CodeMirror's styles as a constructed style-sheet. Its style-mod writes a <style> tag into a document, which this
// site's policy refuses, and uses a constructed sheet only in a shadow tree; the latter works in documents as well.
// It refuses to go on if style-mod no longer looks as known.

const ONLY_SHADOW = '!root.head && root.adoptedStyleSheets';

export function constructedStyles() {
	return {
		name: 'constructed-styles',
		transform(code, id) {
			if (!/style-mod[\\/](src|dist)[\\/]/.test(id)) return null;
			if (!code.includes(ONLY_SHADOW)) throw new Error(`${id} chooses its sheet in another way than known`);
			return { code: code.replace(ONLY_SHADOW, 'root.adoptedStyleSheets'), map: null };
		}
	};
}
