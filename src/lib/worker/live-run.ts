/**
 * One live run and the loop that drives it: steps, and between them reports, evaluations and checkpoints.
 *
 * Between any two steps it lets messages in, so a pause is heard at once. It answers to TrainServer and knows nothing of
 * requests.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { snapshotHash, type Snapshot } from '#lib/core/snapshot.ts';
import { dataHash } from '#lib/data/data-hash.ts';
import { imageCount } from '#lib/data/dataset.ts';
import type { PictureSource } from '#lib/data/picture-source.ts';
import type { Checkpoint, Created, Event, Request, Samples } from './protocol.ts';
import { firstIndices, picturesFor, requirePictures, testPictures } from './run-pictures.ts';
import type { ServedTrainer, Trainers } from './trainers.ts';

/** Test pictures whose answers every evaluation shows, the first ones of the test set. */
const SAMPLE_COUNT = 12;
/** Test pictures of the evaluations during a run; the whole set is read once, at the end. */
const EVALUATION_COUNT = 500;
/** Evaluations over a run, evenly spread. */
const EVALUATIONS = 20;
/** Milliseconds between two progress events, and between two looks at the table. */
const REPORT_MS = 100;
/** Milliseconds between two checkpoints. */
const CHECKPOINT_MS = 5000;
/** Pictures made between two looks at the messages: about a tenth of a second. */
const PICTURES_A_TURN = 250;
/** Steps over which the shown speed is averaged. */
const SPEED_STEPS = 40;

const ADVICE =
	'The loss became infinite or not a number. Lower the learning rate (0.01 is the usual one), then reset and train again.';

/** Where events go, and what time it is. */
export interface Surroundings {
	emit(event: Event, transfer?: Transferable[]): void;
	/** Resolves once every message that already waits has been heard. */
	breathe(): Promise<void>;
	now(): number;
}

export class LiveRun {
	readonly created: Created;
	trainer: ServedTrainer;
	readonly #config: TrainConfig;
	/** What it learns from; the next run of the same worker may learn from it too. */
	readonly pictures: PictureSource;
	readonly #trainers: Trainers;
	readonly #around: Surroundings;
	/** The network that the run began with; null for the seed's weights, or where a run that goes on came without it. */
	readonly #start: Snapshot | null;
	/** Steps the loop may still take. */
	#allowed = 0;
	/** Those that it may take once whoever looks at it has seen it. */
	#left = 0;
	#loop: Promise<void> | null = null;
	#losses: number[] = [];
	#stepTimes: number[] = [];
	#lastReport = -Infinity;
	#lastCheckpoint: number;
	#lastLevels: Uint8Array | null = null;

	static async create(
		request: Extract<Request, { type: 'create' }>,
		trainers: Trainers,
		around: Surroundings,
		earlier: PictureSource | null = null
	): Promise<LiveRun> {
		const { config, resume, start = null } = request;
		requireStart(config, start, resume !== undefined);
		const pictures = picturesFor(request.data, config, earlier);
		requirePictures(pictures, request);
		// A backend may go at any time; a step that waits for it then never ends, so the page must hear of it from here.
		const started = await trainers.start(request.backend, config, pictures, (reason) =>
			around.emit({ type: 'lost', reason })
		);
		const trainer = trainers.make(config, pictures);
		try {
			if (resume) trainer.load(resume.state);
			else if (start) trainer.begin(start);
		} catch (error) {
			trainer.dispose();
			throw error;
		}
		const run = new LiveRun({ config, start }, pictures, trainers, trainer, around, {
			...started,
			classNames: pictures.splits.test.classNames,
			samples: testPictures(pictures, firstIndices(Math.min(SAMPLE_COUNT, imageCount(pictures.splits.test)))),
			counts: {
				train: imageCount(pictures.splits.train),
				validation: imageCount(pictures.splits.validation),
				test: imageCount(pictures.splits.test)
			}
		});
		trainers.prefetch(pictures, config, trainer.upcoming(imageCount(pictures.splits.train)));
		await run.#showTable(true);
		return run;
	}

	private constructor(
		{ config, start }: { readonly config: TrainConfig; readonly start: Snapshot | null },
		pictures: PictureSource,
		trainers: Trainers,
		trainer: ServedTrainer,
		around: Surroundings,
		created: Created
	) {
		this.#config = config;
		this.#start = start;
		this.pictures = pictures;
		this.#trainers = trainers;
		this.trainer = trainer;
		this.#around = around;
		this.created = created;
		this.#lastCheckpoint = around.now();
	}

	allow(steps: number): void {
		if (this.trainer.finished)
			throw new Error(`the run has taken all its ${this.#config.steps} steps; reset it to train again`);
		this.#allowed = steps;
	}

	/** Start the loop where it is not running; steps were allowed before. */
	go(): void {
		this.#loop ??= this.#steps().finally(() => {
			this.#loop = null;
			// Steps may have been allowed while the loop was already on its way out.
			if (this.#allowed > 0 && !this.trainer.finished) this.go();
		});
	}

	/** Let the step in progress end, and stop. */
	async pause(): Promise<number> {
		this.#allowed = 0;
		await this.#loop;
		return this.trainer.step;
	}

	/** Looks at the run between two steps; one that trains then goes on, so whoever looks need not know whether it does. */
	async still<T>(look: () => Promise<T>): Promise<T> {
		this.#left = this.#allowed;
		await this.pause();
		try {
			return await look();
		} finally {
			this.#allowed = this.trainer.finished ? 0 : this.#left;
			if (this.#allowed > 0) this.go();
		}
	}

	async reset(): Promise<void> {
		await this.pause();
		requireStart(this.#config, this.#start, false);
		this.trainer.dispose();
		this.trainer = this.#trainers.make(this.#config, this.pictures);
		if (this.#start) this.trainer.begin(this.#start);
		this.#losses = [];
		this.#stepTimes = [];
		this.#lastLevels = null;
	}

	async checkpoint(): Promise<Checkpoint> {
		const state = await this.trainer.save();
		return { config: this.#config, step: this.trainer.step, state };
	}

	/** Name and fingerprint of all training pictures, also of those that no step has asked for. */
	async dataHash(): Promise<{ name: string; hash: string }> {
		const { train } = this.pictures.splits;
		const count = imageCount(train);
		for (let first = 0; first < count; first += PICTURES_A_TURN) {
			const own = Math.min(PICTURES_A_TURN, count - first);
			this.pictures.ensure(
				'train',
				Uint32Array.from({ length: own }, (_, i) => first + i)
			);
			await this.#around.breathe();
		}
		return { name: train.name, hash: dataHash(train) };
	}

	/** @throws RangeError when there is no such picture */
	testPictures(indices: Uint32Array): Samples {
		return testPictures(this.pictures, indices);
	}

	async #steps(): Promise<void> {
		const { now, emit, breathe } = this.#around;
		const every = Math.max(1, Math.round(this.#config.steps / EVALUATIONS));
		try {
			while (this.#allowed > 0 && !this.trainer.finished) {
				this.#allowed--;
				const started = now();
				this.#losses.push(await this.trainer.advance());
				this.#stepTimes.push(now() - started);
				if (this.#stepTimes.length > SPEED_STEPS) this.#stepTimes.shift();
				const stopping = this.#allowed === 0 || this.trainer.finished;
				const kept = now() - this.#lastCheckpoint >= CHECKPOINT_MS;
				// A checkpoint comes after the losses of all its steps: who goes on from it misses none.
				if (stopping || kept || now() - this.#lastReport >= REPORT_MS) await this.#report(stopping);
				if (this.trainer.step % every === 0 && !this.trainer.finished) await this.#evaluate();
				if (kept) {
					this.#lastCheckpoint = now();
					const checkpoint = await this.checkpoint();
					emit({ type: 'checkpoint', checkpoint }, [checkpoint.state]);
				}
				await breathe();
			}
			await this.#report(true);
			if (this.trainer.finished) await this.#finish();
			else emit({ type: 'paused', step: this.trainer.step });
		} catch (error) {
			this.#allowed = 0;
			this.#left = 0;
			if (this.#trainers.isDivergence(error)) {
				await this.#report(true);
				emit({ type: 'diverged', step: this.trainer.step, advice: ADVICE });
			} else emit({ type: 'lost', reason: (error as Error).message });
		}
	}

	/** @param stopping the run stands still after this, so the table is shown as it stands, moved or not */
	async #report(stopping: boolean): Promise<void> {
		this.#lastReport = this.#around.now();
		const spent = this.#stepTimes.reduce((a, b) => a + b, 0);
		if (this.#losses.length > 0)
			this.#around.emit({
				type: 'progress',
				step: this.trainer.step,
				losses: this.#losses,
				stepsPerSecond: spent > 0 ? (1000 * this.#stepTimes.length) / spent : 0
			});
		this.#losses = [];
		await this.#showTable(stopping);
	}

	async #showTable(evenIfUnmoved: boolean): Promise<void> {
		const levels = await this.trainer.levels();
		if (!levels || (!evenIfUnmoved && sameLevels(levels, this.#lastLevels))) return;
		this.#lastLevels = levels.slice();
		this.#around.emit({ type: 'table', step: this.trainer.step, levels }, [levels.buffer]);
	}

	async #evaluate(): Promise<void> {
		const { test } = this.pictures.splits;
		const count = Math.min(EVALUATION_COUNT, imageCount(test));
		const indices = firstIndices(count);
		const { classes, confidences } = await this.trainer.answers('test', indices, this.#around.breathe);
		this.#around.emit({
			type: 'evaluation',
			evaluation: {
				step: this.trainer.step,
				correct: classes.reduce((sum, c, i) => sum + (c === test.labels[i] ? 1 : 0), 0),
				count,
				answers: classes.slice(0, SAMPLE_COUNT),
				confidences: confidences.slice(0, SAMPLE_COUNT)
			}
		});
	}

	async #finish(): Promise<void> {
		await this.#evaluate();
		const { test, validation } = this.pictures.splits;
		const classes = test.classNames.length;
		const confusion = new Uint32Array(classes * classes);
		const onTest = await this.trainer.answers('test', firstIndices(imageCount(test)), this.#around.breathe);
		onTest.classes.forEach((answer, i) => confusion[test.labels[i] * classes + answer]++);
		const onValidation = await this.trainer.answers(
			'validation',
			firstIndices(imageCount(validation)),
			this.#around.breathe
		);
		const snapshot = await this.trainer.snapshot();
		this.#around.emit({
			type: 'finished',
			result: {
				step: this.trainer.step,
				testAccuracy: accuracy(onTest.classes, test.labels),
				validationAccuracy: accuracy(onValidation.classes, validation.labels),
				confusion,
				answers: { ...onTest, labels: test.labels.slice() },
				snapshotHash: snapshotHash(snapshot)
			}
		});
	}
}

/** @throws Error when a run that begins with a network came without it, or with another one */
function requireStart({ startedFrom }: TrainConfig, start: Snapshot | null, resumes: boolean): void {
	if (startedFrom === undefined) {
		if (start) throw new TypeError('a run from the seed’s weights takes no network to begin with');
		return;
	}
	if (!start && resumes) return;
	const hash = start ? snapshotHash(start) : 'none';
	if (hash !== startedFrom)
		throw new Error(`the run begins with the network ${startedFrom.slice(0, 12)}…, got ${hash.slice(0, 12)}`);
}

const accuracy = (answers: Uint8Array, labels: Uint8Array): number =>
	answers.reduce((sum, answer, i) => sum + (answer === labels[i] ? 1 : 0), 0) / Math.max(1, answers.length);

const sameLevels = (a: Uint8Array, b: Uint8Array | null): boolean =>
	b !== null && a.length === b.length && a.every((level, i) => level === b[i]);
