/**
 * Receipts replayed one after the other in a training worker of this page: the only proof there is. Whatever a receipt was made on, the
 * replay runs on wasm, which is the same everywhere.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { TrainConfig } from '#lib/core/config.ts';
import { compareReceipts, type Comparison, type Receipt } from '#lib/run/receipt.ts';
import type { RunOptions, RunStatus } from '#lib/run/run-options.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { runKey } from './hand-in-memory.ts';

export type Outcome =
	| { readonly kind: 'holds' | 'differs'; readonly comparisons: readonly Comparison[] }
	/** It could not be replayed here: one sentence. */
	| { readonly kind: 'failed'; readonly why: string };

export interface ReplayOptions {
	readonly codeVersion: string;
	/** YYYY-MM-DD. */
	readonly today: () => string;
	readonly connect?: RunOptions['connect'];
}

const ENDS: readonly RunStatus[] = ['finished', 'failed', 'diverged'];

/** Why a run cannot be replayed on this page; empty where it can. */
export const replayObstacle = ({ data }: TrainConfig): string =>
	data.kind === 'materials'
		? ''
		: `It learned from ${data.kind === 'own' ? 'its pupil’s own pictures' : 'CIFAR-10'}: replay it in the lab, where the pictures are.`;

export class Replays {
	/** By `runKey`. */
	readonly outcomes = new SvelteMap<string, Outcome>();
	/** What is being replayed now. */
	current = $state.raw<{ readonly receipt: Receipt; readonly run: Run } | null>(null);
	/** What is still to come. */
	waiting = $state.raw<readonly Receipt[]>([]);
	readonly #options: ReplayOptions;
	#leave: (() => void) | null = null;

	constructor(options: ReplayOptions) {
		this.#options = options;
	}

	outcomeOf(receipt: Receipt): Outcome | null {
		return this.outcomes.get(runKey(receipt)) ?? null;
	}

	/** Replays those that have no outcome yet, after those that wait; resolves once none is left. */
	async start(receipts: readonly Receipt[]): Promise<void> {
		const known = [...this.waiting, ...(this.current ? [this.current.receipt] : [])].map(runKey);
		const fresh = receipts.filter((receipt) => !this.outcomeOf(receipt) && !known.includes(runKey(receipt)));
		this.waiting = [...this.waiting, ...fresh];
		if (this.current) return;
		for (;;) {
			const [next, ...rest] = this.waiting;
			if (!next) return;
			this.waiting = rest;
			const outcome = await this.#replay(next);
			this.current = null;
			if (outcome) this.outcomes.set(runKey(next), outcome);
		}
	}

	/** Leaves the one that runs now without an outcome, and goes on with the next. */
	skip(): void {
		this.#leave?.();
	}

	/** Leaves all that has no outcome yet. */
	stop(): void {
		this.waiting = [];
		this.skip();
	}

	/** @returns null where it was left */
	async #replay(receipt: Receipt): Promise<Outcome | null> {
		const obstacle = replayObstacle(receipt.config);
		if (obstacle) return { kind: 'failed', why: obstacle };
		const { codeVersion, today, connect } = this.#options;
		const run = new Run({ config: receipt.config, recorded: null, ...(connect ? { connect } : {}) });
		run.wantedBackend = 'wasm';
		this.current = { receipt, run };
		const left = new Promise<'left'>((resolve) => (this.#leave = () => resolve('left')));
		try {
			const end = await Promise.race([left, run.train().then(() => ended(run))]);
			if (end === 'left') return null;
			const found = run.status === 'finished' ? await run.receipt(codeVersion, today()) : null;
			if (!found) return { kind: 'failed', why: run.message || 'The replay did not come to an end.' };
			const comparisons = compareReceipts(receipt, found);
			return { kind: comparisons.every(({ agrees }) => agrees) ? 'holds' : 'differs', comparisons };
		} finally {
			this.#leave = null;
			run.dispose();
		}
	}
}

/** Once a run has ended, however that is. */
function ended(run: Run): Promise<void> {
	return new Promise((resolve) => {
		const unwatch = $effect.root(() => {
			$effect(() => {
				if (!ENDS.includes(run.status)) return;
				resolve();
				// An effect cannot take away its own root while it runs.
				queueMicrotask(() => unwatch());
			});
		});
	});
}
