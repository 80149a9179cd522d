/** A run that was written into a file and read back, and runs that begin with another one's weights. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';
import { snapshotHash } from '#lib/core/snapshot.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import { decodeRunFile, encodeRunFile, standingOf } from '#lib/run/run-file.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

const pictures = new MaterialPictures(1);
const twoHundred: TrainConfig = {
	...defaultConfig(
		{ kind: 'pixel-embedding', bits: 2, wordLength: 2, init: 'linear' },
		{ kind: 'materials', light: 1 }
	),
	...{ steps: 200, batchSize: 4 }
};
let ops: TrainOps;

beforeAll(async () => {
	ops = await wasmOps();
	await tf.setBackend('wasm');
});

async function train(trainer: Trainer, until: number): Promise<string> {
	while (trainer.step < until) await trainer.advance();
	return snapshotHash(await trainer.snapshot());
}

/** What the page writes when a run is taken away. */
async function fileOf(trainer: Trainer): Promise<Uint8Array> {
	const { config, step } = trainer;
	return encodeRunFile({
		...{ config, step, date: '2026-01-31', codeVersion: 'test', backend: 'wasm' },
		...{ dataName: 'materials', dataHash: '0'.repeat(64) },
		classNames: pictures.splits.test.classNames,
		network: await trainer.snapshot(),
		state: await trainer.save(),
		...{ losses: [], evaluations: [], frames: [], result: null }
	});
}

describe('a run from a file', () => {
	it('ends after 100 and 100 steps in the bits of 200', async () => {
		const unbroken = new Trainer(twoHundred, pictures, ops);
		const expected = await train(unbroken, 200);
		unbroken.dispose();
		const first = new Trainer(twoHundred, pictures, ops);
		await train(first, 100);
		const { checkpoint } = standingOf(decodeRunFile(await fileOf(first)));
		first.dispose();
		const second = new Trainer(checkpoint.config, pictures, ops);
		second.load(checkpoint.state);
		expect(second.step).toBe(100);
		expect(await train(second, 200)).toBe(expected);
		second.dispose();
	}, 120_000);

	it('is refused where its state does not fit the run', async () => {
		const trainer = new Trainer(twoHundred, pictures, ops);
		const state = await trainer.save();
		const text = new TextDecoder();
		const header = new DataView(state).getUint32(0, true);
		const rewritten = (change: (numbers: Record<string, unknown>) => unknown): ArrayBuffer => {
			const numbers = JSON.parse(text.decode(new Uint8Array(state, 4, header))) as Record<string, unknown>;
			const json = JSON.stringify(change(numbers));
			const padded = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 4) * 4));
			const bytes = new Uint8Array([...new Uint8Array(4), ...padded, ...new Uint8Array(state, 4 + header)]);
			new DataView(bytes.buffer).setUint32(0, padded.length, true);
			return bytes.buffer;
		};
		const order = { count: 10_000, epochStart: [1, 2, 3, 4], position: 0 };
		const load = (bytes: ArrayBuffer) => () => trainer.load(bytes);
		expect(load(rewritten((n) => ({ ...n, order: { ...order, count: 4e9 } })))).toThrow(
			/4000000000 pictures/
		);
		expect(load(rewritten((n) => ({ ...n, order: { ...order, epochStart: [0, 0, 0, 0] } })))).toThrow(
			/not all zero/
		);
		expect(load(rewritten((n) => ({ ...n, order: { ...order, position: -1 } })))).toThrow(
			/its place in the pictures/
		);
		expect(load(rewritten((n) => ({ ...n, step: 201 })))).toThrow(/200 steps, its state is at 201/);
		expect(load(state.slice(0, -4))).toThrow(/state holds \d+ numbers, got \d+/);
		expect(load(new ArrayBuffer(2))).toThrow(/4 bytes or more, got 2/);
		const infinite = state.slice(0);
		new DataView(infinite).setFloat32(infinite.byteLength - 4, Infinity, true);
		expect(load(infinite)).toThrow(/not finite/);
		trainer.dispose();
	});
});

describe('a run that begins with a network', () => {
	it('has its weights at step 0, and is another run than that of the seed', async () => {
		const short = { ...twoHundred, steps: 3 };
		const source = new Trainer(short, pictures, ops);
		const hash = await train(source, 3);
		const start = await source.snapshot();
		source.dispose();
		const trainer = new Trainer({ ...short, seed: 9, startedFrom: hash }, pictures, ops);
		trainer.begin(start);
		const begun = await trainer.snapshot();
		expect({ ...begun, step: 3 }).toEqual(start);
		expect(await train(trainer, 1)).not.toBe(hash);
		expect(() => trainer.begin(start)).toThrow(/begins at step 0, this one is at 1/);
		trainer.dispose();
		const wider = new Trainer(
			{ ...short, encoding: { ...short.encoding, wordLength: 3 } as never },
			pictures,
			ops
		);
		expect(() => wider.begin(start)).toThrow(/must hold \d+ numbers, got \d+/);
		wider.dispose();
	});

	it('shows no picture in a mirror where the config says so', async () => {
		const once = { ...twoHundred, steps: 1, batchSize: 32 };
		const hashOf = async (config: TrainConfig): Promise<string> => {
			const trainer = new Trainer(config, pictures, ops);
			const hash = await train(trainer, 1);
			trainer.dispose();
			return hash;
		};
		const usual = await hashOf(once);
		expect(await hashOf({ ...once, mirror: true })).toBe(usual);
		expect(await hashOf({ ...once, mirror: false })).not.toBe(usual);
	});
});
