/** The course as its files stand: which chapters are written, and what each says about itself. Checks every file's head. */
import { CHAPTERS, type ChapterEntry } from './chapters.ts';
import { citedIn, sectionsOf, type Section } from './chapter-file.ts';
import { readFrontMatter } from './front-matter.ts';
import { REFERENCES } from './references.ts';

export interface WrittenChapter extends ChapterEntry {
	readonly written: true;
	readonly summary: string;
	readonly minutes: number;
	readonly prerequisites: readonly string[];
	readonly introduces: readonly string[];
	readonly sections: readonly Section[];
	/** Keys of the references it cites. */
	readonly cites: readonly string[];
}
export type ListedChapter = WrittenChapter | (ChapterEntry & { readonly written: false });

/** What a text in the form of a chapter says about itself, for pages that are no chapter. */
export function describe(
	source: string
): Omit<WrittenChapter, keyof ChapterEntry | 'written'> & { title: string } {
	const { fields, text } = readFrontMatter(source);
	const cites = citedIn(text);
	const unknown = cites.find((key) => !(key in REFERENCES));
	if (unknown !== undefined) throw new TypeError(`it cites “${unknown}”, which is not in references.ts`);
	return { ...fields, sections: sectionsOf(text), cites };
}

/**
 * All chapters in order, written or not.
 * @param files path -> source of content/chapters/*.md
 * @throws TypeError that names the file and what is wrong in it
 */
export function listChapters(files: Readonly<Record<string, string>>): ListedChapter[] {
	const written = new Map(Object.entries(files).map(([path, source]) => readChapter(path, source)));
	return CHAPTERS.map((entry) => written.get(entry.slug) ?? { ...entry, written: false });
}

function readChapter(path: string, source: string): [string, WrittenChapter] {
	const name = /(\d\d)-([a-z0-9-]+)\.md$/.exec(path);
	const entry = CHAPTERS.find(({ slug }) => slug === name?.[2]);
	if (!name || !entry)
		throw new TypeError(`${path}: a chapter's file is NN-slug.md with a slug of chapters.ts`);
	if (Number(name[1]) !== entry.number)
		throw new TypeError(`${path}: “${entry.slug}” is chapter ${entry.number}, not ${Number(name[1])}`);
	try {
		const { title, ...described } = describe(source);
		if (title !== entry.title) throw new TypeError(`title: it must be “${entry.title}”, got “${title}”`);
		return [entry.slug, { ...entry, ...described, written: true }];
	} catch (error) {
		throw new TypeError(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
			cause: error
		});
	}
}
