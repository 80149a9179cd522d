/**
 * The lab as a cell sees it: runs of the page's own trainer, the site's recorded studies and networks, the reader's photo.
 *
 * A cell cannot train by itself: it asks the page, which checks the settings, trains in a worker of its own and sends back what
 * happens.
 */
import { backwardSamples } from '#lib/core/backward-samples.ts';
import { defaultConfig, parseConfig, type DataChoice, type TrainConfig } from '#lib/core/config.ts';
import {
	customEncoding,
	entryBits,
	namedEncoding,
	type Encoding,
	type LevelTable
} from '#lib/core/encoding.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { snapshotHash, type Snapshot } from '#lib/core/snapshot.ts';
import type { Ask, RunNews } from '#lib/notebook/protocol.ts';
import { Stopped } from './cells.ts';
import { Drawing } from './drawing.ts';

/** Settings of a run; what is left out has its usual value. */
export interface RunSettings extends Partial<Omit<TrainConfig, 'encoding' | 'data'>> {
	/** A name such as 'pixel-embedding', an encoding, or a table of words { wordLength, bits, levels }. */
	readonly encoding?: string | Encoding | LevelTable;
	/** 0 is dark, 1 is bright. */
	readonly light?: number;
}

function encodingOf(wanted: string | Encoding | LevelTable): Encoding {
	if (typeof wanted === 'string') return namedEncoding(wanted);
	return 'levels' in wanted ? customEncoding('a table of this notebook', wanted) : wanted;
}

/** The run that settings describe. */
export function configOf(settings: RunSettings): TrainConfig {
	const { encoding = 'pixel-embedding', light = 1, ...rest } = settings;
	const data: DataChoice = { kind: 'materials', light };
	if (rest.tableBackward !== undefined) backwardSamples(rest.tableBackward);
	return parseConfig({ ...defaultConfig(encodingOf(encoding), data), ...rest });
}

type Result = NonNullable<RunNews['result']>;

/** How the lab reaches the page. */
export interface Page {
	/** Asks, and waits for the answer. */
	ask(ask: Ask): Promise<unknown>;
	show(value: unknown): void;
}

export class LabRun {
	readonly config: TrainConfig;
	/** 'training', 'paused', 'finished', 'diverged' or 'failed', as last heard. */
	status = 'preparing';
	/** Optimizer steps taken. */
	step = 0;
	/** Training loss of every step. */
	readonly losses: number[] = [];
	/** Test accuracy, 0..1, at the steps where it was measured. */
	evaluations: RunNews['evaluations'] = [];
	/** The newest table of words { wordLength, bits, levels }; null where the encoding has none. */
	table: LevelTable | null = null;
	/** Whole test and validation accuracy, confusion matrix, hash; null until the run is finished. */
	result: Result | null = null;

	readonly #page: Page;
	readonly #number: number;
	readonly #waiting: {
		readonly done: () => boolean;
		readonly resolve: () => void;
		readonly reject: (error: Error) => void;
	}[] = [];
	#message = '';

	constructor(page: Page, number: number, config: TrainConfig) {
		this.#page = page;
		this.#number = number;
		this.config = config;
	}

	/** Waits until the run is over. Answers with its result: { testAccuracy, validationAccuracy, confusion, snapshotHash }. */
	async finished(): Promise<Result> {
		await this.#until(() => this.result !== null);
		return this.result as Result;
	}

	/** Waits until the run has taken so many steps, and goes on training. */
	async reached(step: number): Promise<void> {
		await this.#until(() => this.step >= step);
	}

	/** Stops after the current step; `resume` goes on. */
	async pause(): Promise<void> {
		await this.#page.ask({ type: 'pause', run: this.#number });
	}

	async resume(): Promise<void> {
		await this.#page.ask({ type: 'resume', run: this.#number });
	}

	/** One optimizer step, then paused. */
	async takeStep(): Promise<void> {
		await this.#page.ask({ type: 'step', run: this.#number });
	}

	/** The network as it is now: weights, batch norm and table, as `core.foldNetwork` takes it. Pauses the run. */
	async snapshot(): Promise<Snapshot> {
		const snapshot = (await this.#page.ask({ type: 'snapshot', run: this.#number })) as Snapshot;
		snapshotHash(snapshot);
		return snapshot;
	}

	/** Ends the run and gives its memory back. What it showed stays. */
	async end(): Promise<void> {
		await this.#page.ask({ type: 'end', run: this.#number });
	}

	/** For the library alone: what the page has said about this run. */
	hear(news: RunNews): void {
		this.status = news.status;
		this.step = news.step;
		this.losses.length = Math.min(this.losses.length, news.lossesFrom);
		this.losses.push(...news.losses);
		this.evaluations = news.evaluations;
		if (news.levels && 'wordLength' in this.config.encoding)
			this.table = {
				wordLength: this.config.encoding.wordLength,
				bits: entryBits(this.config.encoding),
				levels: news.levels
			};
		this.result = news.result;
		this.#message = news.message;
		for (let i = this.#waiting.length - 1; i >= 0; i--) {
			const { done, resolve, reject } = this.#waiting[i];
			const over = this.#over();
			if (done()) resolve();
			else if (over) reject(over);
			else continue;
			this.#waiting.splice(i, 1);
		}
	}

	/** Why nothing more will come, or null. */
	#over(): Error | null {
		if (['failed', 'diverged', 'ended'].includes(this.status))
			return new Error(this.#message || `The run is ${this.status}.`);
		return this.status === 'finished' ? new Error('The run was finished before that.') : null;
	}

	#until(done: () => boolean): Promise<void> {
		return new Promise((resolve, reject) => {
			const over = this.#over();
			if (done()) resolve();
			else if (over) reject(over);
			else this.#waiting.push({ done, resolve, reject });
		});
	}

	/** A stopped cell waits for nothing. */
	letGo(): void {
		for (const { reject } of this.#waiting.splice(0)) reject(new Stopped());
	}
}

/** A photo that the reader chose. */
export interface Photo {
	readonly height: number;
	readonly width: number;
	/** [height, width, 3], 0..255. */
	readonly pixels: Uint8Array;
}

/** @param runs where the library finds a run that news are about */
export function makeLab(page: Page, runs: Map<number, LabRun>) {
	return {
		/**
		 * Starts a run on this machine and shows it under the cell. The same settings give the same run, to the bit.
		 * @param settings encoding, light 0..1, seed, steps, batchSize, learningRate, tableLearningRate, tableSmoothing
		 */
		async train(settings: RunSettings = {}): Promise<LabRun> {
			const config = configOf(settings);
			const number = (await page.ask({ type: 'train', config })) as number;
			const run = new LabRun(page, number, config);
			runs.set(number, run);
			page.show(new Drawing({ kind: 'run', run: number }));
			return run;
		},

		/**
		 * A study of this site, recorded with `npm run study`: configurations, seeds and accuracies.
		 * @param name such as 'study-materials-dark'
		 */
		study: (name: string): Promise<unknown> => page.ask({ type: 'study', name }),

		/**
		 * A trained network of this site, folded to integers.
		 * @param name 'pixel-embedding', 'naive2' or 'bit-planes'
		 */
		async network(name: string): Promise<IntegerNetwork> {
			return decodeIntegerNetwork((await page.ask({ type: 'network', name })) as Uint8Array);
		},

		/**
		 * Lets the reader choose a photo, under the cell, and waits for it. It is read in the browser and sent nowhere.
		 * @param options side: the longer side of the answer in pixels, 16..1024
		 */
		photo: ({ side = 320 }: { side?: number } = {}): Promise<Photo> =>
			page.ask({ type: 'photo', side }) as Promise<Photo>,

		/** Waits so many milliseconds. A long loop that waits 0 now and then lets Stop work, and is not taken for an endless one. */
		pause: (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
	};
}
