import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '#lib/course/front-matter.ts';
import { CHAPTERS } from '#lib/course/chapters.ts';
import { GLOSSARY, type GlossaryEntry, type TermId } from '#lib/course/glossary.ts';

const FOLDER = 'content/chapters';
const chapters = readdirSync(FOLDER)
	.sort()
	.map((name) => {
		const { fields, text } = readFrontMatter(readFileSync(`${FOLDER}/${name}`, 'utf8'));
		const marked = [...text.matchAll(/<Term id="([^"]+)"/g)].map(([, id]) => id);
		return { name, slug: name.slice(3, -3), ...fields, marked };
	});
const chapterOf = (id: string): string | undefined => (GLOSSARY[id as TermId] as GlossaryEntry).chapter;

describe('the words of the course', () => {
	it.each(chapters)('are marked in $name where it says that it explains them', ({ introduces, marked }) => {
		expect(introduces.filter((id) => !marked.includes(id))).toEqual([]);
	});

	it.each(chapters)('explained in $name have it as their chapter in the glossary', ({ slug, introduces }) => {
		expect(introduces.filter((id) => chapterOf(id) !== slug)).toEqual([]);
	});

	it.each(chapters)('marked or asked for in $name are explained there or earlier', (chapter) => {
		const order = CHAPTERS.map(({ slug }) => slug);
		const later = [...chapter.marked, ...chapter.prerequisites].filter(
			(id) => order.indexOf(chapterOf(id) ?? order[0]) > order.indexOf(chapter.slug)
		);
		expect(later).toEqual([]);
	});

	it.each(chapters)('that $name asks for are not its own', ({ prerequisites, introduces }) => {
		expect(prerequisites.filter((id) => introduces.includes(id))).toEqual([]);
	});
});
