/** What a chapter's Markdown says about itself: its sections and the references it cites. Renders nothing. */
import { sectionId } from './section-id.js';

export interface Section {
	/** Its anchor. */
	readonly id: string;
	readonly title: string;
}

/** The text without fenced code and scripts, where a # is no heading. */
function prose(text: string): string {
	return text
		.replace(/^(```+|~~~+)[\s\S]*?^\1[^\S\n]*$/gm, '')
		.replace(/<script[\s\S]*?<\/script>/g, '')
		.replace(/<!--[\s\S]*?-->/g, '');
}

/** The second-level headings in order, without their marks, and the questions at the end, which print a heading of their own. */
export function sectionsOf(text: string): Section[] {
	const plain = prose(text);
	const headings = [...plain.matchAll(/^## +(.+?) *#*$/gm)].map(([, heading]) => {
		const title = heading.replace(/[*_`$]|<[^>]+>/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
		return { id: sectionId(title), title };
	});
	return /^<Check\b/m.test(plain)
		? [...headings, { id: 'check', title: 'Check your understanding' }]
		: headings;
}

/** Ids of the glossary's terms that the text marks, each once. */
export const termsIn = (text: string): string[] => [
	...new Set([...text.matchAll(/<Term\s+id="([^"]+)"/g)].map(([, id]) => id))
];

/** Keys of the references that the text cites, each once, in order of appearance. */
export function citedIn(text: string): string[] {
	return [...new Set([...prose(text).matchAll(/<Cite\s+key="([^"]+)"/g)].map(([, key]) => key))];
}
