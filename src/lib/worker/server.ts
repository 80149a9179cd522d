/**
 * Answers the page's requests about one run. What a run is made of comes from `trainers`, which train.worker.ts supplies and
 * tests replace.
 */
import { snapshotHash } from '#lib/core/snapshot.ts';
import type { PictureSource } from '#lib/data/picture-source.ts';
import { LiveRun } from './live-run.ts';
import type { Answers, Event, FromWorker, Request, RequestType, ToWorker } from './protocol.ts';
import type { Trainers } from './trainers.ts';

export class TrainServer {
	readonly #trainers: Trainers;
	readonly #post: (message: FromWorker, transfer: Transferable[]) => void;
	/** Resolves once every message that already waits has been heard. */
	readonly #breathe: () => Promise<void>;
	readonly #now: () => number;
	#run: LiveRun | null = null;
	/** Pictures of the last run that was disposed of. */
	#pictures: PictureSource | null = null;
	/** Settles with the latest answer: a request never meets a run that another one is about to make, reset or dispose of. */
	#latest: Promise<void> = Promise.resolve();

	constructor(
		trainers: Trainers,
		post: (message: FromWorker, transfer: Transferable[]) => void,
		breathe: () => Promise<void>,
		now: () => number
	) {
		this.#trainers = trainers;
		this.#post = post;
		this.#breathe = breathe;
		this.#now = now;
	}

	/** Answer one request, after those that came before it; never rejects. */
	receive(message: ToWorker): Promise<void> {
		// Asked by whoever doubts that the worker lives: it must not wait for a long answer to somebody else.
		if (message.type === 'memory' && this.#run) return this.#answer(message);
		this.#latest = this.#latest.then(() => this.#answer(message));
		return this.#latest;
	}

	async #answer(message: ToWorker): Promise<void> {
		const { id } = message;
		try {
			const answer = await this.#handle(message);
			this.#post({ type: 'reply', id, ok: true, answer }, []);
			if (message.type === 'train' || message.type === 'step') this.#run?.go();
		} catch (error) {
			this.#post({ type: 'reply', id, ok: false, error: (error as Error).message }, []);
		}
	}

	async #handle(request: Request): Promise<Answers[RequestType]> {
		if (request.type === 'create') {
			if (this.#run) throw new Error('this worker already holds a run; dispose it first');
			const around = {
				emit: (event: Event, transfer: Transferable[] = []) => this.#post(event, transfer),
				breathe: this.#breathe,
				now: this.#now
			};
			this.#run = await LiveRun.create(request, this.#trainers, around, this.#pictures);
			return this.#run.created;
		}
		if (request.type === 'memory') return this.#trainers.memory();
		const run = this.#run;
		if (!run) throw new Error(`there is no run to ${request.type}; create one first`);
		switch (request.type) {
			case 'train':
				run.allow(request.steps ?? Infinity);
				return null;
			case 'step':
				run.allow(1);
				return null;
			case 'pause':
				return { step: await run.pause() };
			case 'reset':
				await run.reset();
				return { step: 0 };
			case 'snapshot': {
				const snapshot = await run.still(() => run.trainer.snapshot());
				return { snapshot, hash: snapshotHash(snapshot) };
			}
			case 'pictures':
				return run.testPictures(request.indices);
			case 'data-hash':
				return run.dataHash();
			case 'checkpoint':
				return run.still(() => run.checkpoint());
			case 'dispose':
				await run.pause();
				run.trainer.dispose();
				this.#pictures = run.pictures;
				this.#run = null;
				return null;
			default:
				return request satisfies never;
		}
	}
}
