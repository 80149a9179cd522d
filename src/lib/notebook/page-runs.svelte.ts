/** The runs that a notebook's cells have asked for: each a Run of the page, with its news passed on to the sandbox. */
import { SvelteMap } from 'svelte/reactivity';
import { parseConfig } from '#lib/core/config.ts';
import { Run } from '#lib/run/run.svelte.ts';
import type { Ask, RunNews } from './protocol.ts';

/** Workers at a time; older finished runs give theirs back. */
const MAX_RUNS = 24;
/** Runs that train at once; a phone has few cores. */
const MAX_TRAINING = 8;

export interface PageRun {
	readonly number: number;
	/** The cell under which it is shown. */
	readonly cell: string;
	readonly run: Run;
}

interface Kept extends PageRun {
	readonly stopNews: () => void;
}

export class PageRuns {
	readonly #runs = new SvelteMap<number, Kept>();
	readonly #news: (run: number, news: RunNews) => void;
	#next = 1;

	constructor(news: (run: number, news: RunNews) => void) {
		this.#news = news;
	}

	get(number: number): PageRun | undefined {
		return this.#runs.get(number);
	}

	/**
	 * Answers what a cell asks about runs.
	 * @throws TypeError for a config that is none, RangeError for too many runs or a run that is not there
	 */
	async answer(
		ask: Extract<Ask, { type: 'train' | 'pause' | 'resume' | 'step' | 'snapshot' | 'end' }>,
		cell: string
	): Promise<unknown> {
		if (ask.type === 'train') return this.#begin(ask.config, cell);
		const kept = this.#runs.get(ask.run);
		if (!kept)
			throw new RangeError('This run is no longer there: its cell was run again, or its worker has ended.');
		const { run } = kept;
		switch (ask.type) {
			case 'pause':
				await run.pause();
				return null;
			case 'resume':
				await run.train();
				return null;
			case 'step':
				await run.takeStep();
				return null;
			case 'snapshot':
				await run.pause();
				return run.snapshot();
			case 'end':
				run.dispose();
				return null;
			default:
				return ask satisfies never;
		}
	}

	#begin(asked: unknown, cell: string): number {
		const config = parseConfig(asked);
		const all = [...this.#runs.values()];
		if (
			all.filter(({ run }) => run.status === 'training' || run.status === 'preparing').length >= MAX_TRAINING
		)
			throw new RangeError(
				`At most ${MAX_TRAINING} runs train at once: await run.finished() before the next.`
			);
		if (all.length >= MAX_RUNS) {
			const over = all.find(({ run }) => run.status === 'finished');
			if (!over) throw new RangeError(`A notebook holds at most ${MAX_RUNS} runs: end one with run.end().`);
			over.stopNews();
			over.run.dispose();
			this.#runs.delete(over.number);
		}
		const number = this.#next++;
		const run = new Run({ config });
		// The backend whose bits are the same everywhere: a notebook's result can be repeated.
		run.wantedBackend = 'wasm';
		this.#runs.set(number, { number, cell, run, stopNews: this.#tell(number, run) });
		void run.train();
		return number;
	}

	/** Passes on what changes, once for all that changes together. */
	#tell(number: number, run: Run): () => void {
		let said = 0;
		return $effect.root(() => {
			$effect(() => {
				const { losses } = run;
				const from = Math.min(said, losses.length);
				said = losses.length;
				this.#news(number, {
					status: run.status,
					step: run.step,
					losses: losses.slice(from),
					lossesFrom: from,
					evaluations: run.evaluations.map(({ step, correct, count }) => ({
						step,
						accuracy: correct / count
					})),
					levels: run.frames.at(-1)?.levels ?? null,
					result: run.result
						? {
								testAccuracy: run.result.testAccuracy,
								validationAccuracy: run.result.validationAccuracy,
								confusion: run.result.confusion,
								snapshotHash: run.result.snapshotHash
							}
						: null,
					message: run.message
				});
			});
		});
	}

	/** Ends the runs of one cell, or of all. */
	end(cell?: string): void {
		for (const [number, kept] of this.#runs) {
			if (cell !== undefined && kept.cell !== cell) continue;
			kept.stopNews();
			kept.run.dispose();
			this.#runs.delete(number);
		}
	}

	/** Pauses what a cell has started, without ending it. */
	pause(cell: string): void {
		for (const kept of this.#runs.values()) if (kept.cell === cell) void kept.run.pause();
	}
}
