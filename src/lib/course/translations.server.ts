/** The translations in content/LANGUAGE, read while the site is built. content/README.md says how one is made. */
import {
	ENGLISH,
	later,
	TRANSLATED,
	wordsIn,
	type PageLanguage,
	type Spoken,
	type Texts
} from '#lib/language/language.ts';
import type { WrittenChapter } from './chapter-index.ts';
import type { ChapterWords, ExplainedTerm } from './chapter-words.ts';
import { chapterWords, LISTED_CHAPTERS } from './chapters.server.ts';
import { chapterCheck } from './checks.server.ts';
import type { Question } from './question.ts';
import { translateChapter } from './translate-chapter.ts';
import { translateQuestions } from './translate-questions.ts';

const sources = import.meta.glob<string>('/content/*/chapters/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});
const json = import.meta.glob<Readonly<Record<string, unknown>>>(
	['/content/*/interface.json', '/content/*/glossary.json', '/content/*/checks/*.json'],
	{ eager: true, import: 'default' }
);

export interface TranslatedChapter {
	readonly text: WrittenChapter;
	readonly spoken: Spoken;
	readonly words: ChapterWords;
	readonly check: readonly Question[];
	/** What of the site is not in this language. */
	readonly note: string;
}

const NOTE = later('The other chapters, the lab and the notebooks are in English so far.');

/** @throws RangeError when there is no such file */
function file<T>(files: Readonly<Record<string, T>>, path: string): T {
	if (!Object.hasOwn(files, path)) throw new RangeError(`there is no ${path.slice(1)}`);
	return files[path];
}

/** Every translated chapter, by its language and slug. */
export const TRANSLATED_CHAPTERS: readonly { language: string; slug: string }[] = Object.keys(sources).map(
	(path) => {
		const found = /^\/content\/([^/]+)\/chapters\/\d\d-([a-z0-9-]+)\.md$/.exec(path);
		if (!found || !TRANSLATED.some(({ code }) => code === found[1]))
			throw new TypeError(
				`${path}: a translation is content/LANGUAGE/chapters/NN-slug.md, of a known language`
			);
		return { language: found[1], slug: found[2] };
	}
);

/**
 * The languages that a chapter can be read in, English first; none where that is the only one.
 * @param present the code of the page's own
 */
export function languagesOf(slug: string, present: string): readonly PageLanguage[] {
	const others = TRANSLATED.filter(({ code }) =>
		TRANSLATED_CHAPTERS.some((each) => each.slug === slug && each.language === code)
	);
	if (others.length === 0) return [];
	return [ENGLISH, ...others].map(({ code, name }) => ({
		...{ code, name, present: code === present },
		path: code === ENGLISH.code ? `/${slug}/` : `/${code}/${slug}/`
	}));
}

/** The terms of a chapter in another language, the works that it cites as they are. */
function translatedWords(slug: string, code: string): ChapterWords {
	const { terms, references } = chapterWords(slug);
	// The file's own test holds it to this form.
	const glossary = file(json, `/content/${code}/glossary.json`) as Readonly<Record<string, ExplainedTerm>>;
	const missing = Object.keys(terms).find((id) => !Object.hasOwn(glossary, id));
	if (missing !== undefined) throw new RangeError(`content/${code}/glossary.json has no "${missing}"`);
	return { terms: Object.fromEntries(Object.keys(terms).map((id) => [id, glossary[id]])), references };
}

/** @throws Error that names what of a translation is missing or does not fit its original */
export function translatedChapter(code: string, slug: string): TranslatedChapter | null {
	const original = LISTED_CHAPTERS.find((each) => each.slug === slug);
	const language = TRANSLATED.find((each) => each.code === code);
	const path = Object.keys(sources).find(
		(each) => each.startsWith(`/content/${code}/`) && each.endsWith(`-${slug}.md`)
	);
	if (!original?.written || !language || path === undefined) return null;
	const texts = file(json, `/content/${code}/interface.json`) as Texts;
	return {
		text: { ...translateChapter(original, sources[path], texts), language: code },
		spoken: { language, texts },
		words: translatedWords(slug, code),
		note: wordsIn(() => ({ language, texts })).t(NOTE),
		check: translateQuestions(chapterCheck(slug), file(json, `/content/${code}/checks/${slug}.json`))
	};
}
