/** Pictures of a reader's own have other numbers of classes than ten, and few of them: training, folding and engines take them. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import { ownSet } from '#lib/data/own-set.ts';
import { loadedPictures } from '#lib/data/picture-source.ts';
import { bestClasses } from '#lib/engines/engine.ts';
import { reference } from '#lib/engines/reference.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

const SIZE = 3072;
const EACH = 6;
let ops: TrainOps;

beforeAll(async () => {
	ops = await wasmOps();
	await tf.setBackend('wasm');
});

/** `classes` kinds of pictures: stripes of another width each, a few pictures in other greys. */
function striped(classes: number) {
	const images = new Uint8Array(classes * EACH * SIZE);
	for (let i = 0; i < classes * EACH; i++)
		for (let j = 0; j < SIZE; j++)
			images[i * SIZE + j] =
				Math.floor(j / (3 + (i % classes))) % 2 ? 200 - Math.floor(i / classes) : i % 251;
	const labels = Uint8Array.from({ length: classes * EACH }, (_, i) => i % classes);
	const classNames = Array.from({ length: classes }, (_, i) => `kind ${i}`);
	const pool = { name: 'stripes', height: 32, width: 32, classNames, images, labels };
	return ownSet({ pool, test: null, notes: [] });
}

describe.each([2, 7, 100])('%i classes', (classes) => {
	it('are trained, folded, written, read and answered alike by trainer and integers', async () => {
		const { splits, hash } = striped(classes);
		const config = {
			...defaultConfig(
				{ kind: 'pixel-embedding', bits: 2, wordLength: 3, init: 'dither' } as const,
				{ kind: 'own', hash } as const
			),
			...{ steps: 4, batchSize: 8 }
		};
		const trainer = new Trainer(config, loadedPictures(splits), ops);
		while (!trainer.finished) expect(await trainer.advance()).toBeLessThan(20);
		const network = decodeIntegerNetwork(encodeIntegerNetwork(foldNetwork(await trainer.snapshot())));
		const count = Math.min(20, splits.test.labels.length);
		const indices = Uint32Array.from({ length: count }, (_, i) => i);
		const { classes: answers } = await trainer.answers('test', indices);
		trainer.dispose();
		const loaded = await reference.load(network);
		const { logits } = await loaded.run(splits.test.images.subarray(0, count * SIZE), { levels: false });
		expect(logits).toHaveLength(count * classes);
		expect([...bestClasses(logits, classes)]).toEqual([...answers]);
	}, 60_000);
});
