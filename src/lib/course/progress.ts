/**
 * What the reader has done, kept in this browser: sections read, questions answered, guesses made. It is a convenience:
 * where storage is forbidden, full or holds something strange, the course goes on without it.
 */

const KEY = 'course-progress';

export type Guess = number | string | number[];
export interface ChapterProgress {
	/** Anchors of sections whose end has been on the screen. */
	read: string[];
	/** Ids of questions answered right, ever. */
	passed: string[];
	/** The latest answer to each question. */
	answers: Record<string, string>;
	/** The guess for each Predict. */
	guesses: Record<string, Guess>;
}
export type Progress = Readonly<Record<string, ChapterProgress>>;

export const NOTHING_DONE: ChapterProgress = { read: [], passed: [], answers: {}, guesses: {} };

/** The browser's storage, or null where the page may not have it: then even naming it throws. */
export function browserStorage(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

// By hand: every page of the course reads this one file, and a library for it would be the heaviest part of the reading.
type Is<T> = (x: unknown) => x is T;
const isObject: Is<Record<string, unknown>> = (x): x is Record<string, unknown> =>
	typeof x === 'object' && x !== null && !Array.isArray(x);
const isString: Is<string> = (x) => typeof x === 'string';
const isNumber: Is<number> = (x): x is number => typeof x === 'number' && !Number.isNaN(x);
const isList =
	<T>(is: Is<T>): Is<T[]> =>
	(x): x is T[] =>
		Array.isArray(x) && x.every(is);
const isRecord =
	<T>(is: Is<T>): Is<Record<string, T>> =>
	(x): x is Record<string, T> =>
		isObject(x) && Object.values(x).every(is);
const isGuess: Is<Guess> = (x): x is Guess => isNumber(x) || isString(x) || isList(isNumber)(x);
const isChapter: Is<ChapterProgress> = (x): x is ChapterProgress =>
	isObject(x) &&
	isList(isString)(x.read) &&
	isList(isString)(x.passed) &&
	isRecord(isString)(x.answers) &&
	isRecord(isGuess)(x.guesses);
const isFile: Is<{ chapters: Progress }> = (x): x is { chapters: Progress } =>
	isObject(x) && x.version === 1 && isRecord(isChapter)(x.chapters);

export function readProgress(storage: Pick<Storage, 'getItem'> | null): Progress {
	try {
		const file: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
		return isFile(file) ? file.chapters : {};
	} catch {
		// Refused, or no JSON: the same as nothing done yet.
		return {};
	}
}

/** @returns whether it was kept */
export function writeProgress(storage: Pick<Storage, 'setItem'> | null, chapters: Progress): boolean {
	if (!storage) return false;
	try {
		storage.setItem(KEY, JSON.stringify({ version: 1, chapters }));
		return true;
	} catch {
		return false;
	}
}

/** A chapter with `id` added to one of its lists; the same object when it is there already. */
export function withDone(chapter: ChapterProgress, list: 'read' | 'passed', id: string): ChapterProgress {
	if (chapter[list].includes(id)) return chapter;
	return { ...chapter, [list]: [...chapter[list], id] };
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/**
 * Both readers' work as one: everything read or answered right in either counts. Where both answered or guessed, `mine` stands, since
 * neither says when it was.
 */
export function mergeProgress(mine: Progress, other: Progress): Progress {
	const slugs = union(Object.keys(mine), Object.keys(other));
	return Object.fromEntries(
		slugs.map((slug) => {
			const a = Object.hasOwn(mine, slug) ? mine[slug] : NOTHING_DONE;
			const b = Object.hasOwn(other, slug) ? other[slug] : NOTHING_DONE;
			return [
				slug,
				{
					read: union(a.read, b.read),
					passed: union(a.passed, b.passed),
					answers: { ...b.answers, ...a.answers },
					guesses: { ...b.guesses, ...a.guesses }
				}
			];
		})
	);
}
