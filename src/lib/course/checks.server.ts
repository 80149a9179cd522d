/** The questions at every chapter's end, found by the chapter's slug. On the server alone: a page gets what it needs as data. */
import { CHAPTERS } from './chapters.ts';
import type { Question } from './question.ts';

const files = import.meta.glob<Readonly<Record<string, readonly Question[]>>>('./checks/*.ts', {
	eager: true
});

/**
 * The questions of one chapter, in the order of the page.
 * @throws RangeError where no file of checks/ has the chapter's name, or it exports more than one list
 */
export function chapterCheck(slug: string): readonly Question[] {
	const lists = Object.values(files[`./checks/${slug}.ts`] ?? {});
	if (lists.length !== 1)
		throw new RangeError(`checks/${slug}.ts must export one list of questions, has ${lists.length}`);
	return lists[0];
}

/** Every chapter's questions by its slug, in reading order. */
export const CHECKS: ReadonlyMap<string, readonly Question[]> = new Map(
	CHAPTERS.map(({ slug }) => [slug, chapterCheck(slug)])
);
