/**
 * The reader's progress in the few characters that SCORM 1.2 keeps: 4,096. Ids are written as four characters of a hash, so that
 * everything read and everything right always fits; the answers' texts and the guesses follow as long as there is room, those of
 * the chapters that count first. Plain ASCII, since platforms count and escape other letters each in their own way.
 */
import type { ChapterProgress, Guess, Progress } from '#lib/course/progress.ts';
import type { ChapterParts } from './score.ts';

export const MOST_CHARACTERS = 4096;
/** A longer text is kept in the browser alone. */
const MOST_OF_ONE = 160;
const MOST_NUMBERS = 300;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HASH_LENGTH = 4;

type PackedChapter = [
	passed: string,
	read: string,
	answers: Record<string, string>,
	guesses: Record<string, Guess>
];

/** 24 bits of FNV-1a as four characters of base64url. */
export function shortHash(id: string): string {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	const folded = (hash >>> 24) ^ (hash & 0xffffff);
	return Array.from({ length: HASH_LENGTH }, (_, place) => LETTERS[(folded >>> (6 * place)) & 63]).join('');
}

const ascii = (json: string): string =>
	json.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const written = (chapters: Record<string, PackedChapter>): string =>
	ascii(JSON.stringify({ v: 1, c: chapters }));
const hashes = (known: readonly string[], done: readonly string[]): string =>
	known
		.filter((id) => done.includes(id))
		.map(shortHash)
		.join('');

/**
 * @param parts all chapters that can have progress
 * @param counted slugs of those that the platform's score is about
 * @returns at most MOST_CHARACTERS characters
 */
export function packProgress(
	progress: Progress,
	parts: readonly ChapterParts[],
	counted: readonly string[]
): string {
	const begun = parts
		.filter(({ slug }) => Object.hasOwn(progress, slug))
		.sort((a, b) => Number(counted.includes(b.slug)) - Number(counted.includes(a.slug)));
	const chapters: Record<string, PackedChapter> = {};
	for (const { slug, questions, sections } of begun) {
		const { passed, read } = progress[slug];
		chapters[shortHash(slug)] = [hashes(questions, passed), hashes(sections, read), {}, {}];
	}
	const fits = (): boolean => written(chapters).length <= MOST_CHARACTERS;
	const put = <V>(place: Record<string, V>, key: string, value: V): void => {
		place[key] = value;
		if (!fits()) delete place[key];
	};
	for (const { slug, questions } of begun)
		for (const id of questions) {
			const answer = Object.hasOwn(progress[slug].answers, id) ? progress[slug].answers[id] : '';
			if (answer !== '' && answer.length <= MOST_OF_ONE)
				put(chapters[shortHash(slug)][2], shortHash(id), answer);
		}
	for (const { slug } of begun)
		for (const [id, guess] of Object.entries(progress[slug].guesses))
			if (isGuess(guess)) put(chapters[shortHash(slug)][3], id, guess);
	return written(chapters);
}

/**
 * What `packProgress` wrote, as far as these chapters know its ids. Anything else, a platform's own words included, is no progress.
 * @returns null where the text is not empty and cannot be read
 */
export function unpackProgress(text: string, parts: readonly ChapterParts[]): Progress | null {
	if (text.trim() === '') return {};
	const chapters = readPacked(text);
	if (!chapters) return null;
	const found = parts.flatMap((each): [string, ChapterProgress][] => {
		const key = shortHash(each.slug);
		const chapter = Object.hasOwn(chapters, key) ? unpackChapter(chapters[key], each) : null;
		return chapter ? [[each.slug, chapter]] : [];
	});
	return Object.fromEntries(found);
}

function readPacked(text: string): Record<string, unknown> | null {
	try {
		const file: unknown = JSON.parse(text);
		if (!isRecord(file) || file.v !== 1 || !isRecord(file.c)) return null;
		return file.c;
	} catch {
		// No JSON: cut short, or another program's.
		return null;
	}
}

function unpackChapter(packed: unknown, { questions, sections }: ChapterParts): ChapterProgress | null {
	if (!Array.isArray(packed)) return null;
	const [passed, read, answers, guesses] = packed as unknown[];
	return {
		passed: namedBy(passed, questions),
		read: namedBy(read, sections),
		answers: Object.fromEntries(
			questions.flatMap((id): [string, string][] => {
				const answer = isRecord(answers) ? answers[shortHash(id)] : null;
				return typeof answer === 'string' && answer.length <= MOST_OF_ONE ? [[id, answer]] : [];
			})
		),
		guesses: Object.fromEntries(
			isRecord(guesses)
				? Object.entries(guesses).filter((each): each is [string, Guess] => isGuess(each[1]))
				: []
		)
	};
}

/** Those of the ids whose hashes stand in the text. */
function namedBy(text: unknown, ids: readonly string[]): string[] {
	const found: readonly string[] = typeof text === 'string' ? (text.match(/.{4}/g) ?? []) : [];
	return ids.filter((id) => found.includes(shortHash(id)));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function isGuess(value: unknown): value is Guess {
	if (Array.isArray(value)) return value.length <= MOST_NUMBERS && value.every(Number.isFinite);
	return typeof value === 'string' ? value.length <= MOST_OF_ONE : Number.isFinite(value);
}
