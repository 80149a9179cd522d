/**
 * The integers of a trained network against its fake-quantized evaluation on wasm: every level of every layer and every answer,
 * on pictures that training never saw. Not one may differ.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelScales } from '#lib/core/batch-norm.ts';
import { defaultConfig } from '#lib/core/config.ts';
import { NAMED_ENCODINGS, type Encoding } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { Random } from '#lib/core/random.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { imageSize } from '#lib/data/dataset.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import { bestClasses } from '#lib/engines/engine.ts';
import { reference } from '#lib/engines/reference.ts';
import { Model } from '#lib/train/model.ts';
import type { Moments, TrainOps } from '#lib/train/ops.ts';
import { createParameters, disposeParameters } from '#lib/train/parameters.ts';
import { pixelsOf } from '#lib/train/pixels.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

const PICTURES = 200;
const FEW_PICTURES = 24;
const TRAINING = { steps: 12, batchSize: 8, seed: 5 };

const embedding = (bits: 1 | 2, wordLength: number): Encoding => ({
	kind: 'pixel-embedding',
	bits,
	wordLength,
	init: wordLength === 3 ? 'dither' : 'linear'
});

const ENCODINGS: [string, Encoding][] = [
	...Object.entries(NAMED_ENCODINGS).filter(([, { kind }]) => kind !== 'all-float' && kind !== 'float-first'),
	...[1, 3, 16].map((d): [string, Encoding] => [`pixel-embedding, 2 bits, ${d} long`, embedding(2, d)]),
	...[1, 3, 10, 16].map((d): [string, Encoding] => [`pixel-embedding, 1 bit, ${d} long`, embedding(1, d)])
];

const pictures = new MaterialPictures(1);
const test = pictures.splits.test;
const indices = Uint32Array.from({ length: PICTURES }, (_, i) => i);
pictures.ensure('test', indices);

const firstPictures = (count: number): Uint8Array => test.images.subarray(0, count * imageSize(test));

/** A short run, and its own answers to the test pictures. */
async function train(
	encoding: Encoding,
	ops: TrainOps
): Promise<{ snapshot: Snapshot; classes: Uint8Array }> {
	const config = { ...defaultConfig(encoding, { kind: 'materials', light: 1 }), ...TRAINING };
	const trainer = new Trainer(config, pictures, ops);
	while (!trainer.finished) await trainer.advance();
	const snapshot = await trainer.snapshot();
	const { classes } = await trainer.answers('test', indices);
	trainer.dispose();
	return { snapshot, classes };
}

interface Evaluation {
	readonly logits: Int32Array;
	readonly classes: Int32Array;
	readonly levels: readonly Uint8Array[];
}

/** The snapshot through the model that training evaluates with. */
function evaluate(snapshot: Snapshot, ops: TrainOps, count: number): Evaluation {
	const parameters = createParameters(snapshot.spec, 0);
	const assign = (p: (typeof parameters)['dense'], values: Float32Array): void => {
		p.value.assign(tf.tensor(values, p.value.shape));
	};
	const { logits, best, levels } = tf.tidy(() => {
		if (parameters.table) assign(parameters.table, snapshot.table!);
		assign(parameters.dense, snapshot.dense);
		assign(parameters.logScale, Float32Array.of(snapshot.logScale));
		const moments = snapshot.convs.map((conv, i): Moments => {
			assign(parameters.convs[i].weights, conv.weights);
			assign(parameters.convs[i].gamma, conv.gamma);
			assign(parameters.convs[i].beta, conv.beta);
			return { mean: tf.tensor1d(conv.mean), variance: tf.tensor1d(conv.variance) };
		});
		const model = new Model(snapshot.spec, parameters, ops);
		const result = model.forward(pixelsOf(test, indices.subarray(0, count), null), moments);
		model.dispose();
		return { logits: result.logits, best: tf.argMax(result.logits, 1), levels: [...result.activations] };
	});
	const unit = ((2 / 3) * Math.exp(snapshot.logScale)) / Math.sqrt(parameters.dense.value.shape[0]);
	const evaluation = {
		logits: Int32Array.from(logits.dataSync(), (x) => Math.round(x / unit)),
		classes: Int32Array.from(best.dataSync()),
		levels: levels.map((layer) => Uint8Array.from(layer.dataSync()))
	};
	tf.dispose([logits, best, ...levels]);
	disposeParameters(parameters);
	return evaluation;
}

function mismatches(a: Uint8Array | Int32Array, b: Uint8Array | Int32Array): number {
	let count = Math.abs(a.length - b.length);
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
	return count;
}

describe.each(ENCODINGS)('a network of %s, folded', (_, encoding) => {
	let trained: Awaited<ReturnType<typeof train>>;
	let ops: TrainOps;
	beforeAll(async () => {
		ops = await wasmOps();
		await tf.setBackend('wasm');
		trained = await train(encoding, ops);
	}, 60_000);

	/** @returns the classes, the same from both */
	async function expectEqual(snapshot: Snapshot, count: number): Promise<Uint8Array> {
		const loaded = await reference.load(foldNetwork(snapshot));
		const integer = await loaded.run(firstPictures(count), { levels: true });
		loaded.dispose();
		const evaluated = evaluate(snapshot, ops, count);
		expect(integer.levels!.map((layer, i) => mismatches(layer, evaluated.levels[i]))).toEqual([0, 0, 0, 0]);
		expect(integer.levels!.every((layer) => new Set(layer).size === 4)).toBe(true);
		expect(mismatches(integer.logits, evaluated.logits)).toBe(0);
		const classes = bestClasses(integer.logits, snapshot.spec.classes);
		expect(mismatches(classes, evaluated.classes)).toBe(0);
		return classes;
	}

	it('has every level, every logit and every answer of the evaluation', async () => {
		const classes = await expectEqual(trained.snapshot, PICTURES);
		expect(mismatches(classes, trained.classes)).toBe(0);
	}, 60_000);

	it('has them too where some channels fall instead of rise, and where every class is tied with another', async () => {
		const random = Random.fromSeed(7);
		const flip = (gamma: Float32Array): Float32Array => gamma.map((g) => (random.below(3) === 0 ? -g : g));
		const convs = trained.snapshot.convs.map((c) => ({ ...c, gamma: flip(c.gamma) }));
		// Ten classes: the odd one has the weights of the even one before it.
		const dense = trained.snapshot.dense.map((_, i, all) => all[i - (i % 2)]);
		const classes = await expectEqual({ ...trained.snapshot, convs, dense }, FEW_PICTURES);
		expect(classes.every((c) => c % 2 === 0)).toBe(true);
	}, 60_000);
});

it('the value of a unit is the number that the evaluation computes, to the bit', async () => {
	await wasmOps();
	await tf.setBackend('wasm');
	const random = Random.fromSeed(3);
	for (const [inChannels, outChannels, step] of [
		[3, 32, 1 / 3],
		[30, 32, 1],
		[64, 64, 2 / 3],
		[5, 7, 2 / 3]
	]) {
		const w = Float32Array.from({ length: 9 * inChannels * outChannels }, () => random.uniform() * 2 - 1);
		const expected = tf.tidy(() => {
			const magnitude = tf.mean(tf.abs(tf.tensor(w, [3, 3, inChannels, outChannels])), [0, 1, 2]);
			return Array.from(tf.mul(magnitude, step).dataSync());
		});
		expect(Array.from(channelScales(w, outChannels, step))).toEqual(expected);
	}
});
