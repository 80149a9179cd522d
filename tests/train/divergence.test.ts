/** What a step leaves behind where its numbers go wrong. Beside trainer.test.ts, which makes the loss NaN. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { decodeSnapshot, encodeSnapshot, snapshotHash } from '#lib/core/snapshot.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { decodeState } from '#lib/train/trainer-state.ts';
import { Diverged, Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

const pictures = new MaterialPictures(1);
const usual: TrainConfig = {
	...defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 1 }),
	steps: 30,
	batchSize: 4
};
let ops: TrainOps;

beforeAll(async () => {
	ops = await wasmOps();
	await tf.setBackend('wasm');
});

/** A trainer whose last batch norm multiplies by `factor.value`. */
function tampered(config: TrainConfig): { trainer: Trainer; factor: { value: number } } {
	const factor = { value: 1 };
	let layer = 0;
	const trainer = new Trainer(config, pictures, {
		...ops,
		normActivation: (inputs, options) => {
			const out = ops.normActivation(inputs, options);
			return ++layer % 4 === 0 ? tf.mul(out, factor.value) : out;
		}
	});
	return { trainer, factor };
}

describe('a step whose loss is not a number', () => {
	it.each([NaN, Infinity])(
		'leaves every parameter and moment as it was, for activations of %s',
		async (bad) => {
			const { trainer, factor } = tampered(usual);
			for (let i = 0; i < 3; i++) await trainer.advance();
			const before = decodeState(await trainer.save());
			factor.value = bad;
			const error = await trainer.advance().catch((e: unknown) => e);
			expect(error).toBeInstanceOf(Diverged);
			expect((error as Diverged).step).toBe(3);
			expect((error as Diverged).message).toMatch(/^the loss of step 4 was (NaN|Infinity)$/);
			const after = decodeState(await trainer.save());
			expect(Buffer.from(after.tensors.buffer).equals(Buffer.from(before.tensors.buffer))).toBe(true);
			expect([after.step, after.powers]).toEqual([before.step, before.powers]);
			const snapshot = await trainer.snapshot();
			expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
			trainer.dispose();
		}
	);

	it('gives its tensors back, and training can go on', async () => {
		const { trainer, factor } = tampered(usual);
		await trainer.advance();
		const { numTensors } = tf.memory();
		factor.value = NaN;
		for (let i = 0; i < 3; i++) await expect(trainer.advance()).rejects.toThrow(Diverged);
		expect(tf.memory().numTensors).toBe(numTensors);
		factor.value = 1;
		expect(await trainer.advance()).toBeGreaterThan(0);
		expect(trainer.step).toBe(2);
		trainer.dispose();
	});
});

describe('a learning rate far too high', () => {
	it('leaves a low-bit network that always answers the same, at a loss of ln 10', async () => {
		const trainer = new Trainer(
			{ ...usual, encoding: namedEncoding('naive1'), learningRate: 1e6 },
			pictures,
			ops
		);
		let loss = 0;
		for (let i = 0; i < 8; i++) loss = await trainer.advance();
		expect(loss).toBeCloseTo(Math.log(10), 5);
		trainer.dispose();
	});
});

describe('tensors', () => {
	const start: [string, TrainConfig][] = [
		['pixel-embedding', usual],
		['naive2', { ...usual, encoding: namedEncoding('naive2') }],
		['all-float', { ...usual, encoding: namedEncoding('all-float') }]
	];
	it.each(start)('of %s stay as many over 30 steps, and dispose gives them all back', async (_, config) => {
		const before = tf.memory().numTensors;
		const trainer = new Trainer(config, pictures, ops);
		await trainer.advance();
		const held = tf.memory().numTensors;
		while (!trainer.finished) await trainer.advance();
		await trainer.levels();
		await trainer.answers('validation', Uint32Array.of(0, 1, 2));
		await trainer.snapshot();
		expect(tf.memory().numTensors).toBe(held);
		trainer.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});
});

it('a run that is looked at in the middle ends as one that is not', async () => {
	const end = async (look: boolean): Promise<string> => {
		const trainer = new Trainer({ ...usual, steps: 6 }, pictures, ops);
		while (!trainer.finished) {
			await trainer.advance();
			if (!look) continue;
			trainer.upcoming(100);
			await trainer.levels();
			await trainer.answers('test', Uint32Array.of(5, 6));
			await trainer.snapshot();
			await trainer.save();
		}
		const hash = snapshotHash(await trainer.snapshot());
		trainer.dispose();
		return hash;
	};
	expect(await end(true)).toBe(await end(false));
});
