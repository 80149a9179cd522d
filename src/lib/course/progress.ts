/**
 * What the reader has done, kept in this browser: sections read, questions answered, guesses made. It is a convenience:
 * where storage is forbidden, full or holds something strange, the course goes on without it.
 */
import * as v from 'valibot';

const KEY = 'course-progress';

const Guess = v.union([v.number(), v.string(), v.array(v.number())]);
const ChapterProgress = v.object({
	/** Anchors of sections whose end has been on the screen. */
	read: v.array(v.string()),
	/** Ids of questions answered right, ever. */
	passed: v.array(v.string()),
	/** The latest answer to each question. */
	answers: v.record(v.string(), v.string()),
	/** The guess for each Predict. */
	guesses: v.record(v.string(), Guess)
});
const File = v.object({ version: v.literal(1), chapters: v.record(v.string(), ChapterProgress) });

export type Guess = v.InferOutput<typeof Guess>;
export type ChapterProgress = v.InferOutput<typeof ChapterProgress>;
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

export function readProgress(storage: Pick<Storage, 'getItem'> | null): Progress {
	try {
		const parsed = v.safeParse(File, JSON.parse(storage?.getItem(KEY) ?? 'null'));
		return parsed.success ? parsed.output.chapters : {};
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
