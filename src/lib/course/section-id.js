/**
 * The anchor of a heading: its words in lower case, joined by dashes. One rule for the page's headings, which are made
 * while Markdown is read (scripts/prose/headings.mjs, plain Node), and for the list of sections beside the text.
 *
 * @param {string} words the heading's text, math and marks included
 * @returns {string} letters, digits and single dashes
 * @throws {RangeError} when nothing is left to make an anchor of
 */
export function sectionId(words) {
	const id = words
		.normalize('NFKD')
		.toLowerCase()
		.replace(/['’]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	if (id === '') throw new RangeError(`a heading needs letters or digits for its anchor, got "${words}"`);
	return id;
}
