/**
 * How far a reader has come, as numbers for a teacher: a chapter's questions right of all and sections read of all, and
 * one score for a course of chapters.
 *
 * What counts: a question counts once it has been answered right, ever; a later wrong answer takes nothing away, and
 * tries are not counted. A section counts once its end has been on the screen. Guesses count for nothing: they are there
 * to be wrong. Ids that the course does not have (of an older version, or written by hand) are passed over.
 * The score is made on the reader's machine and can be forged there.
 */
import type { Progress } from '#lib/course/progress.ts';

/** What a chapter has that can be counted; listed by `course-parts.server.ts` when the site is built. */
export interface ChapterParts {
	readonly slug: string;
	/** Position in the course, from 1. */
	readonly number: number;
	readonly title: string;
	/** Ids of its questions, in the order of the page. */
	readonly questions: readonly string[];
	/** Anchors of its sections, the questions' included. */
	readonly sections: readonly string[];
}

/** Whole numbers; each first is at most its second. */
export interface Counted {
	/** Questions answered right, of all asked. */
	readonly passed: number;
	readonly asked: number;
	/** Sections read, of all there are. */
	readonly read: number;
	readonly sections: number;
}

export interface ChapterScore extends Counted {
	readonly slug: string;
}

export interface CourseScore extends Counted {
	/** Questions right of those asked, in whole percent, 0..100. It is 100 only when every question is right. */
	readonly percent: number;
	readonly chapters: readonly ChapterScore[];
}

const countOf = (all: readonly string[], done: readonly string[]): number =>
	all.filter((id) => done.includes(id)).length;

export function chapterScore(parts: ChapterParts, progress: Progress): ChapterScore {
	// An own property: a slug such as "constructor" must not find what every object has.
	const done = Object.hasOwn(progress, parts.slug) ? progress[parts.slug] : null;
	return {
		slug: parts.slug,
		passed: countOf(parts.questions, done?.passed ?? []),
		asked: parts.questions.length,
		read: countOf(parts.sections, done?.read ?? []),
		sections: parts.sections.length
	};
}

/**
 * The score over the chapters in question: all of the course, or the one that was set.
 * @throws RangeError when they ask nothing: a share of nothing is no score
 */
export function courseScore(parts: readonly ChapterParts[], progress: Progress): CourseScore {
	const chapters = parts.map((each) => chapterScore(each, progress));
	const sum = (key: keyof Counted): number => chapters.reduce((total, each) => total + each[key], 0);
	const passed = sum('passed');
	const asked = sum('asked');
	if (asked === 0) throw new RangeError(`a score needs a question; ${parts.length} chapters ask none`);
	// Rounded down, so that 100 says that nothing is left.
	const percent = Math.floor((100 * passed) / asked);
	return { passed, asked, read: sum('read'), sections: sum('sections'), percent, chapters };
}
