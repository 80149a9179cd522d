/**
 * One run: parameters, optimizer, data order. It takes one step at a time and says what the loss was; who calls it, when, and
 * who looks on is none of its business.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { backwardSamples } from '#lib/core/backward-samples.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import { fitEncoding, type Encoding } from '#lib/core/encoding.ts';
import { archA, type NetworkSpec } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';
import { learnsTable, type Snapshot } from '#lib/core/snapshot.ts';
import { BatchOrder } from '#lib/data/batches.ts';
import { imageCount } from '#lib/data/dataset.ts';
import { valueHistogram } from '#lib/data/histogram.ts';
import type { PictureSource, SplitName } from '#lib/data/picture-source.ts';
import { crossEntropy } from './loss.ts';
import { Model } from './model.ts';
import { adamStep } from './optimizer.ts';
import { ADAM, type Moments, type TrainOps } from './ops.ts';
import {
	STREAMS,
	assignSnapshot,
	createParameters,
	disposeParameters,
	stateTensors,
	type NetworkParameters
} from './parameters.ts';
import { pixelsOf } from './pixels.ts';
import { rateFactor, tableRateFactor } from './schedule.ts';
import { smoothingKernel } from './table-smoothing.ts';
import { decodeState, encodeState, requireFitting, type TrainerState } from './trainer-state.ts';

/** Training pictures on which batch norm's moments are re-estimated before anything is evaluated (METHOD 2, "BN trap"). */
export const RE_ESTIMATION_PICTURES = 256;

/**
 * The first layer's signs learn at twice the rate where they read a table. On 12 seeds of 300 steps of materials, validation
 * split, pixel embedding: 49.3 % against 47.1 % in bright light, 46.5 % against 45.0 % in the dark; at 4 times no further gain.
 */
const FIRST_SIGNS_RATE = 2;

/** Training pictures whose values a fitted encoding is fitted to. */
export const HISTOGRAM_PICTURES = 1000;

/** Pictures in one forward pass of an evaluation. */
const EVALUATION_BATCH = 128;

/** The loss was not a finite number. The parameters are those of `step`, before the bad gradient. */
export class Diverged extends Error {
	override readonly name = 'Diverged';
	readonly step: number;
	constructor(step: number, loss: number) {
		super(`the loss of step ${step + 1} was ${loss}`);
		this.step = step;
	}
}

/** What the network answered to pictures, in their order. */
export interface Answers {
	/** Class of the largest logit, the lowest on ties. */
	readonly classes: Uint8Array;
	/** Its softmax probability. */
	readonly confidences: Float32Array;
}

export class Trainer {
	readonly config: TrainConfig;
	readonly spec: NetworkSpec;
	readonly #pictures: PictureSource;
	readonly #parameters: NetworkParameters;
	readonly #model: Model;
	readonly #smoothing: Tensor2D | null;
	#order: BatchOrder;
	#step = 0;
	#powers: [number, number] = [1, 1];

	/** @param ops how the arithmetic is done; tfjs's current backend must be one they run on */
	constructor(config: TrainConfig, pictures: PictureSource, ops: TrainOps) {
		const { train } = pictures.splits;
		this.config = config;
		this.#pictures = pictures;
		this.spec = archA(this.#fitted(config.encoding), train.classNames.length);
		// Before any tensor is made: a text that is no rule must leave none behind.
		const { tableBackward } = config;
		const slopes = tableBackward === undefined ? null : backwardSamples(tableBackward);
		this.#parameters = createParameters(this.spec, config.seed);
		this.#model = new Model(this.spec, this.#parameters, ops, slopes);
		this.#order = new BatchOrder(imageCount(train), Random.fromSeed(config.seed, STREAMS.order));
		this.#smoothing =
			learnsTable(config.encoding) && config.tableSmoothing > 0
				? tf.tensor2d(smoothingKernel(config.tableSmoothing), [256, 256])
				: null;
	}

	/** The encoding with its table where that is fitted to the training pictures. */
	#fitted(encoding: Encoding): Encoding {
		return fitEncoding(encoding, () => {
			const { train } = this.#pictures.splits;
			const count = Math.min(HISTOGRAM_PICTURES, imageCount(train));
			this.#pictures.ensure('train', firstIndices(count));
			return valueHistogram(train, count);
		});
	}

	/** Optimizer steps taken. */
	get step(): number {
		return this.#step;
	}

	get finished(): boolean {
		return this.#step >= this.config.steps;
	}

	/** The training pictures of the next steps, in the order they will be asked for. */
	upcoming(pictures: number): Uint32Array {
		return this.#order.peekOrder(pictures);
	}

	/**
	 * One optimizer step.
	 * @returns the mean cross-entropy of the batch, before the step
	 * @throws Diverged when it is not finite; the parameters are then untouched
	 * @throws RangeError when the run is finished
	 */
	async advance(): Promise<number> {
		if (this.finished) throw new RangeError(`the run ended at step ${this.config.steps}`);
		const { indices, mirrored } = this.#order.next(this.config.batchSize);
		this.#pictures.ensure('train', indices);
		const { train } = this.#pictures.splits;
		const trained = this.#parameters.all;
		const { value, grads } = tf.tidy(() => {
			const pixels = pixelsOf(train, indices, this.config.mirror === false ? null : mirrored);
			const labels = tf.tensor1d(
				Int32Array.from(indices, (i) => train.labels[i]),
				'int32'
			);
			return tf.variableGrads(
				() => crossEntropy(this.#model.forward(pixels, 'train').logits, labels),
				trained.map((p) => p.value)
			);
		});
		const [loss] = await value.data();
		if (Number.isFinite(loss)) this.#move(grads);
		tf.dispose([value, ...Object.values(grads).filter((g) => g !== null)]);
		if (!Number.isFinite(loss)) throw new Diverged(this.#step, loss);
		return loss;
	}

	#move(grads: NamedTensorMap): void {
		const { learningRate, tableLearningRate, tableShare, steps } = this.config;
		const factor = rateFactor(this.#step, steps);
		const rates = {
			weights: learningRate * factor,
			firstSigns: learningRate * FIRST_SIGNS_RATE * factor,
			table: tableLearningRate * tableRateFactor(this.#step, steps, tableShare)
		};
		const [power1, power2] = [this.#powers[0] * ADAM.beta1, this.#powers[1] * ADAM.beta2];
		tf.tidy(() => {
			for (const p of this.#parameters.all) {
				const gradient = grads[p.value.name] as Tensor | null;
				// The all-float network has no use for the last layer's scale.
				if (!gradient) continue;
				const smoothed =
					p.group === 'table' && this.#smoothing ? tf.matMul(this.#smoothing, gradient) : gradient;
				adamStep(p, smoothed, { learningRate: rates[p.group], power1, power2 });
			}
		});
		this.#powers = [power1, power2];
		this.#step++;
	}

	/** The table's levels now [256, wordLength], or null where the encoding has no table. */
	async levels(): Promise<Uint8Array | null> {
		const { kind } = this.config.encoding;
		if (kind === 'all-float' || kind === 'float-first') return null;
		const levels = tf.tidy(() => this.#model.levels().clone());
		const numbers = await levels.data();
		levels.dispose();
		return Uint8Array.from(numbers);
	}

	/**
	 * Answers to pictures of a split, with batch norm re-estimated.
	 * @param pause awaited between batches, so that the caller stays reachable
	 */
	async answers(split: SplitName, indices: Uint32Array, pause?: () => Promise<void>): Promise<Answers> {
		const moments = this.#reEstimate();
		const classes = new Uint8Array(indices.length);
		const confidences = new Float32Array(indices.length);
		for (let start = 0; start < indices.length; start += EVALUATION_BATCH) {
			const batch = indices.subarray(start, start + EVALUATION_BATCH);
			this.#pictures.ensure(split, batch);
			const [best, probability] = tf.tidy(() => {
				const { logits } = this.#model.forward(pixelsOf(this.#pictures.splits[split], batch, null), moments);
				return [tf.argMax(logits, 1), tf.max(tf.softmax(logits), 1)];
			});
			classes.set(await best.data(), start);
			confidences.set(await probability.data(), start);
			tf.dispose([best, probability]);
			await pause?.();
		}
		disposeMoments(moments);
		return { classes, confidences };
	}

	/** Batch norm's moments on the first training pictures, unmirrored, in one batch. The caller disposes them. */
	#reEstimate(): readonly Moments[] {
		const { train } = this.#pictures.splits;
		const first = firstIndices(Math.min(RE_ESTIMATION_PICTURES, imageCount(train)));
		this.#pictures.ensure('train', first);
		// tidy keeps what a function returns: the moments, not the rest.
		return tf.tidy(() => {
			const { moments } = this.#model.forward(pixelsOf(train, first, null), 'measure');
			return moments as unknown as tf.TensorContainer;
		}) as unknown as readonly Moments[];
	}

	/** The network as it stands, with re-estimated moments. */
	async snapshot(): Promise<Snapshot> {
		const moments = this.#reEstimate();
		const { table, convs, dense, logScale } = this.#parameters;
		const read = async (tensor: Tensor): Promise<Float32Array> =>
			Float32Array.from(await tensor.data<'float32'>());
		const result: Snapshot = {
			spec: this.spec,
			step: this.#step,
			table: table ? await read(table.value) : null,
			convs: await Promise.all(
				convs.map(async (conv, i) => ({
					weights: await read(conv.weights.value),
					gamma: await read(conv.gamma.value),
					beta: await read(conv.beta.value),
					mean: await read(moments[i].mean),
					variance: await read(moments[i].variance)
				}))
			),
			dense: await read(dense.value),
			logScale: (await read(logScale.value))[0]
		};
		disposeMoments(moments);
		return result;
	}

	/**
	 * Take a network's weights in place of the seed's, before the first step.
	 * @throws RangeError when they do not fit this network
	 */
	begin(start: Snapshot): void {
		if (this.#step > 0) throw new RangeError(`a run begins at step 0, this one is at ${this.#step}`);
		assignSnapshot(this.#parameters, start);
	}

	/** Everything needed to go on exactly, as bytes. */
	async save(): Promise<ArrayBuffer> {
		const arrays = await Promise.all(stateTensors(this.#parameters).map((t) => t.data<'float32'>()));
		const tensors = new Float32Array(arrays.reduce((sum, a) => sum + a.length, 0));
		let offset = 0;
		for (const a of arrays) {
			tensors.set(a, offset);
			offset += a.length;
		}
		return encodeState({ step: this.#step, order: this.#order.state(), powers: this.#powers, tensors });
	}

	/**
	 * Go back to what `save` wrote in a run of the same config.
	 * @throws RangeError when it does not fit this network
	 */
	load(bytes: ArrayBuffer): void {
		const state: TrainerState = decodeState(bytes);
		const variables = stateTensors(this.#parameters);
		const expected = {
			numbers: variables.reduce((sum, v) => sum + v.size, 0),
			pictures: imageCount(this.#pictures.splits.train),
			lastStep: this.config.steps
		};
		requireFitting(state, expected);
		let offset = 0;
		tf.tidy(() => {
			for (const v of variables) {
				v.assign(tf.tensor(state.tensors.slice(offset, offset + v.size), v.shape));
				offset += v.size;
			}
		});
		this.#order = BatchOrder.fromState(state.order);
		this.#powers = [...state.powers];
		this.#step = state.step;
	}

	/** Give every tensor back. */
	dispose(): void {
		disposeParameters(this.#parameters);
		this.#model.dispose();
		this.#smoothing?.dispose();
	}
}

function disposeMoments(moments: readonly Moments[]): void {
	for (const { mean, variance } of moments) tf.dispose([mean, variance]);
}

const firstIndices = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);
