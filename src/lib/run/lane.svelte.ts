/** One run of a race: what its worker has said of it, and from where another worker could go on. It knows no workers. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Checkpoint, Evaluation, FinalResult } from '#lib/worker/protocol.ts';
import { MOST_LOST, mended, sentence } from './lost-words.ts';
import type { RunEvent } from './watched-trainer.ts';

export type LaneStatus = 'preparing' | 'waiting' | 'running' | 'finished' | 'diverged' | 'failed';

export class Lane {
	readonly config: TrainConfig;
	status = $state<LaneStatus>('preparing');
	step = $state(0);
	losses = $state.raw<readonly number[]>([]);
	evaluations = $state.raw<readonly Evaluation[]>([]);
	result = $state.raw<FinalResult | null>(null);
	/** What went wrong; empty when nothing did. */
	message = $state('');
	/** What went wrong and was mended: the run goes on. */
	notice = $state('');
	#checkpoint: Checkpoint | null = null;
	/** Workers lost since the run last got further. */
	#lostWorkers = 0;

	constructor(config: TrainConfig) {
		this.config = config;
	}

	/** Whether nothing more will come of it. */
	get over(): boolean {
		return this.status === 'finished' || this.status === 'diverged' || this.status === 'failed';
	}

	/** What a new worker goes on from; null for step 0. */
	get checkpoint(): Checkpoint | null {
		return this.#checkpoint;
	}

	hear(event: RunEvent): void {
		switch (event.type) {
			case 'progress':
				this.step = event.step;
				this.losses = [...this.losses, ...event.losses];
				return;
			case 'evaluation':
				this.evaluations = [...this.evaluations, event.evaluation];
				return;
			case 'paused':
				this.step = event.step;
				this.status = 'waiting';
				return;
			case 'finished':
				this.result = event.result;
				this.#end('finished');
				return;
			case 'diverged':
				this.message = event.advice;
				this.#end('diverged');
				return;
			case 'checkpoint':
				this.#checkpoint = event.checkpoint;
				this.#lostWorkers = 0;
				return;
			case 'table':
				return;
			default:
				event satisfies never;
		}
	}

	/**
	 * Its worker is gone: back to the last checkpoint, or to step 0 where there is none yet.
	 * @returns whether another worker should take it; one that gets no further has failed
	 */
	standBack(reason: string): boolean {
		if (++this.#lostWorkers > MOST_LOST) {
			this.fail(sentence(reason));
			return false;
		}
		const step = this.#checkpoint?.step ?? 0;
		this.notice = mended(reason, this.step, this.#checkpoint && step);
		this.losses = this.losses.slice(0, step);
		this.evaluations = this.evaluations.filter((each) => each.step <= step);
		this.step = step;
		this.status = 'preparing';
		return true;
	}

	fail(message: string): void {
		this.message = message;
		this.#end('failed');
	}

	#end(status: LaneStatus): void {
		this.status = status;
		// A megabyte or so, and a series has dozens of lanes.
		this.#checkpoint = null;
	}
}
