/** A translated chapter's file: its own title, summary and text. All else is the original's, its anchors too, so that links hold. */
import type { Texts } from '#lib/language/language.ts';
import { sectionsOf } from './chapter-file.ts';
import type { WrittenChapter } from './chapter-index.ts';
import { readTranslatedHead } from './front-matter.ts';

/**
 * @param source the translation's file
 * @param texts the language's words of the interface
 * @throws Error when its head is wrong, or its sections are not as many as the original's
 */
export function translateChapter(original: WrittenChapter, source: string, texts: Texts): WrittenChapter {
	const { fields, text } = readTranslatedHead(source);
	const sections = sectionsOf(text);
	if (sections.length !== original.sections.length)
		throw new RangeError(
			`“${fields.title}” must have ${original.sections.length} sections, as the original, got ${sections.length}`
		);
	return {
		...original,
		...fields,
		sections: original.sections.map(({ id }, i) => {
			// The questions' heading is the interface's; every other one stands in the text.
			const { title } = sections[i];
			const translated = id === 'check' ? texts[title] : title;
			return { id, title: typeof translated === 'string' ? translated : title };
		})
	};
}
