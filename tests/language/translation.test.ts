// Every translation says all that its original says: each text of the interface, each section, figure, term and question.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citedIn, sectionsOf, termsIn } from '#lib/course/chapter-file.ts';
import { chapterCheck } from '#lib/course/checks.server.ts';
import { readTranslatedHead } from '#lib/course/front-matter.ts';
import { translateQuestions } from '#lib/course/translate-questions.ts';
import { TRANSLATED, type Forms, type Texts } from '#lib/language/language.ts';
import { COLOUR_NAMES } from '#lib/widgets/microscope.svelte.ts';
import { textsOfPages } from '../../src/tools/texts-in-source.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;
const bracesOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
/** The components of a text, each with its id, in order. */
const componentsOf = (text: string): string[] =>
	[...text.matchAll(/<([A-Z]\w+)(?:[^>]*?\s(?:id|key|light)="([^"]*)")?/g)].map(
		([, name, id]) => `${name} ${id ?? ''}`
	);
/** Formulas, without the marks that differ between languages. */
const formulasOf = (text: string): string[] =>
	[...text.matchAll(/\$\$?([^$]+)\$\$?/g)].map(([, formula]) => formula.replace(/\{,\}/g, '.').trim());

describe.each(TRANSLATED)('$name', ({ code }) => {
	const folder = `content/${code}`;
	const texts = json<Texts>(`${folder}/interface.json`);
	const chapters = readdirSync(`${folder}/chapters`);
	const wanted = textsOfPages(chapters);

	it('has every text of the interface that its pages show', () => {
		expect(wanted.filter((text) => !Object.hasOwn(texts, text)).sort()).toEqual([]);
	});
	it('has the names of the colours, which no call says', () => {
		for (const name of COLOUR_NAMES) expect(wanted).toContain(name);
	});
	it('has none that no page shows', () => {
		expect(Object.keys(texts).filter((text) => !wanted.includes(text))).toEqual([]);
	});
	it('keeps the values of every text', () => {
		for (const [text, said] of Object.entries(texts)) {
			const forms = typeof said === 'string' ? [said] : Object.values(said satisfies Forms);
			for (const form of forms) expect(bracesOf(form), text).toEqual(bracesOf(text));
		}
	});

	describe.each(chapters)('%s', (name) => {
		const original = read(`content/chapters/${name}`);
		const translation = read(`${folder}/chapters/${name}`);
		const { text } = readTranslatedHead(translation);
		const slug = name.slice(3, -3);

		it('has the sections of the original', () => {
			expect(sectionsOf(text).length).toBe(sectionsOf(original).length);
		});
		it('has its figures, widgets and side notes, in its order', () => {
			const figures = (source: string): string[] =>
				componentsOf(source).filter((each) => !/^(Term|Cite)/.test(each));
			expect(figures(text)).toEqual(figures(original));
		});
		it('marks the same terms and cites the same works', () => {
			expect(termsIn(text).sort()).toEqual(termsIn(original).sort());
			expect(citedIn(text).sort()).toEqual(citedIn(original).sort());
		});
		it('has its formulas', () => {
			expect(formulasOf(text).sort()).toEqual(formulasOf(original).sort());
		});
		it('asks its questions', () => {
			const path = `${folder}/checks/${slug}.json`;
			expect(existsSync(path), path).toBe(true);
			const questions = translateQuestions(chapterCheck(slug), json(path));
			expect(questions.map(({ id }) => id)).toEqual(chapterCheck(slug).map(({ id }) => id));
		});
		it('explains its terms', () => {
			const glossary = json<Record<string, unknown>>(`${folder}/glossary.json`);
			for (const id of termsIn(original))
				expect(glossary[id], id).toEqual({
					term: expect.stringMatching(/\S/) as string,
					definition: expect.stringMatching(/[.)]$/) as string
				});
		});
	});
});
