import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BACKWARD_STEPS, backwardSamples } from '#lib/core/backward-samples.ts';
import { defaultConfig, parseConfig, type TrainConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

const pictures = new MaterialPictures(1);
const plain: TrainConfig = {
	...defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 1 }),
	steps: 6,
	batchSize: 4,
	tableSmoothing: 0
};
let ops: TrainOps;

beforeAll(async () => {
	ops = await wasmOps();
	await tf.setBackend('wasm');
});

async function after(steps: number, tableBackward?: string): Promise<Snapshot> {
	const trainer = new Trainer(
		tableBackward === undefined ? plain : { ...plain, tableBackward },
		pictures,
		ops
	);
	for (let i = 0; i < steps; i++) await trainer.advance();
	const snapshot = await trainer.snapshot();
	trainer.dispose();
	return snapshot;
}
const tableOf = ({ table }: Snapshot): number[] => Array.from(table ?? []);

describe('a backward pass of the reader’s for the table', { timeout: 60_000 }, () => {
	it('that is 1 everywhere gives the plain run', async () => {
		expect(await after(3, '1')).toEqual(await after(3));
	});

	it('that is 0 keeps the table where it started, while the weights learn', async () => {
		const [start, still, moved] = [await after(0), await after(3, '0'), await after(3)];
		expect(tableOf(still)).toEqual(tableOf(start));
		expect(tableOf(moved)).not.toEqual(tableOf(start));
		expect(still.convs[0].weights).not.toEqual(start.convs[0].weights);
	});

	it('reaches only the latents where it is not 0', async () => {
		const [start, half] = [tableOf(await after(0)), tableOf(await after(1, 'x < 0.5'))];
		const moved = half.map((x, i) => x !== start[i]);
		expect(moved.some((did, i) => did && start[i] < 0.5)).toBe(true);
		expect(moved.some((did, i) => did && start[i] > 0.5)).toBe(false);
	});

	it('leaves no tensor behind', async () => {
		await after(2, 'exp(-x)');
		const before = tf.memory().numTensors;
		await after(2, 'exp(-x)');
		expect(tf.memory().numTensors).toBe(before);
	});
});

describe('its samples', () => {
	it('are the expression at even places from 0 to 1', () => {
		const samples = backwardSamples('2 * x');
		expect(samples).toHaveLength(BACKWARD_STEPS + 1);
		expect([samples[0], samples[BACKWARD_STEPS / 4], samples[BACKWARD_STEPS]]).toEqual([0, 0.5, 2]);
	});

	it.each([
		['1 / x', 'got Infinity at 0'],
		['x +', 'missing at the end'],
		['alert(1)', 'There is no “alert” here']
	])('%s is refused, by a trainer too', (tableBackward, said) => {
		expect(() => backwardSamples(tableBackward)).toThrow(said);
		expect(() => new Trainer({ ...plain, tableBackward }, pictures, ops)).toThrow(said);
	});

	it('are not asked for where a config has none', () => {
		expect(parseConfig(plain)).toEqual(plain);
		expect(parseConfig({ ...plain, tableBackward: 'x' })).toEqual({ ...plain, tableBackward: 'x' });
	});
});
