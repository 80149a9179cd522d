/**
 * The reader's own pictures as the page knows them: a summary, and a worker that holds the rest. A reading that fails or is
 * cancelled leaves the pictures before it as they were.
 */
import type { Cifar100Labels } from '#lib/data/cifar100.ts';
import type { Dataset, Splits } from '#lib/data/dataset.ts';
import { forgetPictures } from './kept-pictures.ts';
import type { FromPicturesWorker, PicturesProgress, PicturesSummary, ToPicturesWorker } from './messages.ts';

/** The parts of a Worker that are used here; a test passes its own. */
export type PicturesWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const startWorker = (): PicturesWorker =>
	new Worker(new URL('./pictures.worker.ts', import.meta.url), { type: 'module' });

interface Options {
	readonly connect?: () => PicturesWorker;
	readonly forget?: () => Promise<void>;
}

export class OwnPictures {
	/** Null while there are none. */
	summary = $state.raw<PicturesSummary | null>(null);
	/** Whether this browser's store has been asked. */
	loaded = $state(false);
	reading = $state(false);
	/** How far the reading is; null where that is not known. */
	progress = $state.raw<PicturesProgress | null>(null);
	/** Why the last choice was not taken, for the reader; empty when it was. */
	refused = $state('');
	/** Why this browser does not keep the pictures; empty when it does. */
	unkept = $state('');

	readonly #connect: () => PicturesWorker;
	readonly #forget: () => Promise<void>;
	/** Holds the pictures of `summary`. */
	#holder: PicturesWorker | null = null;
	/** Reads others; calling it ends that without a result. */
	#stop: (() => void) | null = null;
	#loading: Promise<void> | null = null;
	#waiting: { resolve(splits: Splits): void; reject(error: Error): void }[] = [];

	constructor({ connect = startWorker, forget = forgetPictures }: Options = {}) {
		this.#connect = connect;
		this.#forget = forget;
	}

	/** Look for what this browser has kept; once is enough. */
	load(): Promise<void> {
		return (this.#loading ??= this.#take({ type: 'load' }).then(() => {
			this.loaded = true;
		}));
	}

	/** @returns whether the files were taken */
	async read(files: readonly File[], labels: Cifar100Labels): Promise<boolean> {
		await this.load();
		return this.#take({ type: 'read', files, labels });
	}

	/** Take pictures that the page made, such as the camera's; its buffers are given away. */
	async make(data: Dataset): Promise<boolean> {
		await this.load();
		return this.#take({ type: 'made', data }, [data.images.buffer, data.labels.buffer] as ArrayBuffer[]);
	}

	/** Stop reading. */
	cancel(): void {
		this.#stop?.();
	}

	/** Delete the pictures, here and in this browser's store. */
	async remove(): Promise<void> {
		try {
			await this.#forget();
		} catch (cause) {
			this.refused = `This browser did not delete the pictures: ${(cause as Error).message}`;
			return;
		}
		this.#holder?.terminate();
		this.#holder = null;
		this.summary = null;
		this.unkept = '';
		this.#fail('the pictures were deleted');
	}

	/**
	 * The pictures for a run, with buffers of their own.
	 * @throws Error when there are none
	 */
	give(): Promise<Splits> {
		const holder = this.#holder;
		if (!holder) return Promise.reject(new Error('there are no pictures of your own here'));
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
			holder.postMessage({ type: 'give' } satisfies ToPicturesWorker);
		});
	}

	/** End the workers. */
	dispose(): void {
		this.cancel();
		this.#holder?.terminate();
		this.#holder = null;
		this.#fail('the page was left');
	}

	#fail(reason: string): void {
		for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason));
	}

	/** Have a new worker make a set; true when it has one, and is now the one that holds it. */
	#take(request: ToPicturesWorker, transfer: Transferable[] = []): Promise<boolean> {
		if (this.#stop) return Promise.resolve(false);
		const worker = this.#connect();
		this.reading = request.type !== 'load';
		this.refused = '';
		return new Promise((resolve) => {
			const end = (taken: boolean): void => {
				this.#stop = null;
				this.reading = false;
				this.progress = null;
				if (taken) this.#hold(worker);
				else worker.terminate();
				resolve(taken);
			};
			const refuse = (words: string): void => {
				if (this.#holder === worker) this.#waiting.shift()?.reject(new Error(words));
				else {
					this.refused = words;
					end(false);
				}
			};
			this.#stop = () => end(false);
			worker.addEventListener('message', ((event: MessageEvent<FromPicturesWorker>) => {
				const message = event.data;
				switch (message.type) {
					case 'progress':
						this.progress = message;
						return;
					case 'set':
						this.summary = message.summary;
						this.unkept = message.unkept;
						return end(true);
					case 'nothing':
						return end(false);
					case 'given':
						this.#waiting.shift()?.resolve(message.splits);
						return;
					case 'refused':
						return refuse(message.message);
					default:
						message satisfies never;
				}
			}) as EventListener);
			worker.addEventListener('error', ((event: ErrorEvent) =>
				refuse(event.message || 'the reader of pictures could not be loaded')) as EventListener);
			worker.postMessage(request, transfer);
		});
	}

	#hold(worker: PicturesWorker): void {
		this.#holder?.terminate();
		this.#fail('other pictures were chosen meanwhile');
		this.#holder = worker;
	}
}
