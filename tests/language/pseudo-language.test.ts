// Every word and number of a translated chapter's page comes from the translation: the page is made in a language that nobody speaks
// (pseudo-language.ts), as the server makes it, and what is left in English must be a sentence of the chapter's own file.

import { readdirSync, readFileSync } from 'node:fs';
import type { Component, Snippet } from 'svelte';
import { render } from 'svelte/server';
import { beforeAll, describe, expect, it } from 'vitest';
import ChapterPage from '#lib/course/ChapterPage.svelte';
import { chapterWords, LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import type { WrittenChapter } from '#lib/course/chapter-index.ts';
import { chapterCheck } from '#lib/course/checks.server.ts';
import type { Question } from '#lib/course/question.ts';
import { TRANSLATED } from '#lib/language/language.ts';
import { chapterFigures } from '../../src/routes/[chapter]/chapter-figures.server.ts';
import Layout from '../../src/routes/+layout.svelte';
import { outside, PSEUDO, pseudo, PSEUDO_TEXTS, pseudoData } from './pseudo-language.ts';
import { shownTexts } from './shown-texts.ts';

const contents = import.meta.glob<{ default: Component }>('/content/chapters/*.md');

/** The chapters that any language has. */
const TRANSLATED_FILES = [
	...new Set(TRANSLATED.flatMap(({ code }) => readdirSync(`content/${code}/chapters`)))
].sort();

/** A question with the words that content/LANGUAGE/checks/ gives it. */
function pseudoQuestion(question: Question): Question {
	const { id, kind, ...said } = question;
	return { ...pseudoData(said), id, kind } as Question;
}

function pseudoChapter(chapter: WrittenChapter): WrittenChapter {
	const { title, sentence, summary, sections } = chapter;
	return {
		...chapter,
		...pseudoData({ title, sentence, summary }),
		sections: sections.map(({ id, title }) => ({ id, title: pseudo(title) })),
		language: PSEUDO.code
	};
}

/** The whole page, header and footer too, as a server writes it. */
async function pageOf(name: string): Promise<string> {
	const slug = name.slice(3, -3);
	const original = LISTED_CHAPTERS.find((each) => each.slug === slug);
	if (!original?.written) throw new RangeError(`there is no chapter ${slug}`);
	const { default: content } = await contents[`/content/chapters/${name}`]();
	const text = pseudoChapter(original);
	const { terms, references } = chapterWords(slug);
	const chapters = LISTED_CHAPTERS.map((each) => (each.written ? pseudoChapter(each) : each));
	const data = {
		...{ text, chapters, spoken: { language: PSEUDO, texts: PSEUDO_TEXTS } },
		words: { terms: pseudoData(terms), references },
		figures: { ...chapterFigures(slug), check: chapterCheck(slug).map(pseudoQuestion) }
	};
	// On the server a component is a function of what it writes to, and so is a snippet.
	const children = ((output: never) =>
		(ChapterPage as Component)(output, { text, chapters, content })) as unknown as Snippet;
	const page = { data, params: {}, route: { id: '/[language=language]/[chapter]' }, state: {}, status: 200 };
	return render(Layout, {
		props: { children } as never,
		context: new Map([['__request__', { page: { ...page, url: new URL('https://site.example/') } }]])
	}).body;
}

const plain = (text: string): string =>
	text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/…/g, '...').replace(/\s+/g, ' ').trim();

/** Every piece of a chapter's file between two marks of Markdown, and every string that it hands to a component. */
function piecesOf(source: string): Set<string> {
	const body = source.replace(/^---[\s\S]*?---/, '').replace(/<script[\s\S]*?<\/script>/, '');
	const strings = [...body.matchAll(/"([^"]*)"|'([^']*)'/g)].flatMap(([, double, single]) => [
		double,
		single
	]);
	const marks = /<[^>]*>|\$\$?[^$]*\$\$?|`[^`]*`|\*+|\[|\]\([^)]*\)|^\s*(?:#+|-|\d+\.)\s|\n\s*\n/m;
	const pieces = body.split(marks);
	return new Set([...strings, ...pieces].filter((piece) => piece !== undefined).map(plain));
}

/** Names that are the same in every language, and what the Markdown pipeline writes in the file's own (scripts/prose/headings.mjs). */
const NAMES = /^(Link to this section|A Word for Every Pixel|arXiv 2407\.16174|CC BY 4\.0|Apache 2\.0)$/;

/** Whether a word of it has plain letters alone. One letter may be a formula's. */
const isEnglish = (text: string): boolean =>
	(text.match(/\p{L}+/gu) ?? []).some((word) => /^[A-Za-z]{2,}$/.test(word));

describe.each(TRANSLATED_FILES)('%s in the pseudo-language', (name) => {
	let texts: readonly string[] = [];
	let own: ReadonlySet<string> = new Set();
	beforeAll(async () => {
		texts = shownTexts(await pageOf(name));
		own = piecesOf(readFileSync(`content/chapters/${name}`, 'utf8'));
	});

	it('is a page in that language', () => {
		expect(texts.filter((text) => text !== outside(text)).length).toBeGreaterThan(200);
	});
	it('shows no English but the chapter’s own', () => {
		const english = texts.filter(
			(text) => !own.has(plain(text)) && !NAMES.test(text) && isEnglish(outside(text))
		);
		expect([...new Set(english)]).toEqual([]);
	});
	it('writes its numbers with the language’s marks', () => {
		const numbers = texts.filter((text) => !own.has(plain(text)) && !NAMES.test(text)).map(outside);
		expect(numbers.filter((text) => /\d[.,]\d/.test(text))).toEqual([]);
	});
});
