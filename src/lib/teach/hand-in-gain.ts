/** What a file from another computer adds to the progress here, counted, so that a page can say it. Pure. */
import { mergeProgress, type ChapterProgress, type Progress } from '#lib/course/progress.ts';

export interface Gain {
	readonly read: number;
	readonly passed: number;
	readonly answers: number;
	readonly guesses: number;
	/** Answers and guesses that both have and that differ: the ones here stand. */
	readonly different: number;
}

type Part = keyof ChapterProgress;
const size = (progress: Progress, part: Part): number =>
	Object.values(progress).reduce((sum, chapter) => sum + Object.keys(chapter[part]).length, 0);

/** @param mine the progress here, @param other the file's */
export function gainOf(mine: Progress, other: Progress): Gain {
	const merged = mergeProgress(mine, other);
	const more = (part: Part): number => size(merged, part) - size(mine, part);
	const differs = (slug: string, part: 'answers' | 'guesses'): number =>
		Object.entries(other[slug][part]).filter(
			([id, value]) => JSON.stringify(merged[slug][part][id]) !== JSON.stringify(value)
		).length;
	return {
		read: more('read'),
		passed: more('passed'),
		answers: more('answers'),
		guesses: more('guesses'),
		different: Object.keys(other).reduce(
			(sum, slug) => sum + differs(slug, 'answers') + differs(slug, 'guesses'),
			0
		)
	};
}
