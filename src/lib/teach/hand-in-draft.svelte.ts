/**
 * What a pupil is about to hand in: progress, name, and the receipts of chosen runs. The file is made from this and shown before it is
 * saved; nothing goes into it that is not here.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Progress } from '#lib/course/progress.ts';
import { fingerprintOf, keptReceipt, receiptObstacle, type Fingerprint } from '#lib/run/kept-receipt.ts';
import type { KeptRun } from '#lib/run/kept-run.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { CHALLENGE, judgeChallenge, type NaiveRecord } from './challenge.ts';
import { joinReceipts, runKey } from './hand-in-memory.ts';
import { MAX_EXERCISE, MAX_NAME, MAX_RECEIPTS, oneLine, type HandIn } from './hand-in.ts';
import { MAX_ANSWER } from './parse-hand-in.ts';

/** A run that can go into the file, or cannot. */
export interface OfferedRun {
	readonly key: string;
	/** Null while its pictures' fingerprint is being taken, or where there is none. */
	readonly receipt: Receipt | null;
	/** What the reader called it; empty for a receipt from a file. */
	readonly name: string;
	/** Why it has no receipt; empty where it has one, or will. */
	readonly obstacle: string;
}

export interface DraftOptions {
	readonly naive: NaiveRecord;
	readonly codeVersion: string;
	/** Takes the fingerprint of a config's pictures; a test passes its own. */
	readonly fingerprint?: typeof fingerprintOf;
}

export class HandInDraft {
	name = $state('');
	exercise = $state('');
	/** The most bits of a word, by the class's own rule or the usual one. */
	wordBits = $state(CHALLENGE.wordBits);
	/** Runs that this browser keeps. */
	kept = $state.raw<readonly KeptRun[]>([]);
	/** Receipts out of files. */
	brought = $state.raw<readonly Receipt[]>([]);
	/** Keys of runs that stay out of the file. */
	readonly left = new SvelteSet<string>();
	/** Of the pictures of kept runs, by their choice; a sentence where there is none. */
	readonly #fingerprints = new SvelteMap<string, Fingerprint | string>();

	readonly #options: DraftOptions;

	readonly offered: readonly OfferedRun[] = $derived.by(() => {
		const own = this.kept.map((kept): OfferedRun => {
			const print = this.#fingerprints.get(JSON.stringify(kept.config.data));
			const obstacle = receiptObstacle(kept) || (typeof print === 'string' ? print : '');
			const receipt = obstacle || typeof print !== 'object' ? null : keptReceipt(kept, print);
			return { key: receipt ? runKey(receipt) : kept.id, receipt, name: kept.name, obstacle };
		});
		const keys = own.map(({ key }) => key);
		return [
			...own,
			...this.brought
				.map((receipt) => ({ key: runKey(receipt), receipt, name: '', obstacle: '' }))
				.filter(({ key }) => !keys.includes(key))
		];
	});
	readonly waiting = $derived(this.offered.some(({ receipt, obstacle }) => !receipt && !obstacle));
	readonly receipts: readonly Receipt[] = $derived(
		joinReceipts(
			this.offered.flatMap(({ key, receipt }) => (receipt && !this.left.has(key) ? [receipt] : [])),
			[]
		).slice(0, MAX_RECEIPTS)
	);
	/** The best attempt at the challenge among the chosen runs; null where none keeps to its rule. */
	readonly attempt = $derived.by(() => {
		const rule = { ...CHALLENGE, wordBits: this.wordBits };
		return judgeChallenge(this.receipts, rule, this.#options.naive).attempts[0] ?? null;
	});

	constructor(options: DraftOptions) {
		this.#options = options;
	}

	choose(key: string, wanted: boolean): void {
		if (wanted) this.left.delete(key);
		else this.left.add(key);
	}

	/** Takes the fingerprints that kept runs still need, one after the other. */
	async takeFingerprints(): Promise<void> {
		const { fingerprint = fingerprintOf } = this.#options;
		for (const kept of this.kept) {
			const key = JSON.stringify(kept.config.data);
			if (receiptObstacle(kept) || this.#fingerprints.has(key)) continue;
			const found = await fingerprint(kept.config).catch(
				(cause: unknown) => `its pictures could not be made here: ${(cause as Error).message}`
			);
			this.#fingerprints.set(key, found);
		}
	}

	/** @param date YYYY-MM-DD */
	handIn(progress: Progress, date: string): HandIn {
		return {
			format: 'awep-hand-in',
			version: 1,
			name: oneLine(this.name, MAX_NAME),
			exercise: oneLine(this.exercise, MAX_EXERCISE),
			date,
			codeVersion: this.#options.codeVersion,
			progress: withShortAnswers(progress),
			receipts: this.receipts,
			challenge: this.attempt ? { wordBits: this.wordBits } : null
		};
	}
}

/** A number may have been typed with any number of digits. */
function withShortAnswers(progress: Progress): Progress {
	return Object.fromEntries(
		Object.entries(progress).map(([slug, chapter]) => [
			slug,
			{
				...chapter,
				answers: Object.fromEntries(
					Object.entries(chapter.answers).map(([id, answer]) => [id, answer.slice(0, MAX_ANSWER)])
				)
			}
		])
	);
}
