import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import { memoryInUse } from '#lib/train/backend.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { wasmOps } from './backends.ts';

it('a thousand steps leave no tensor and no byte behind, and dispose gives back all', async () => {
	const ops = await wasmOps();
	await tf.setBackend('wasm');
	const before = memoryInUse();
	const config = {
		...defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 1 } as const),
		steps: 1020,
		batchSize: 2
	};
	const trainer = new Trainer(config, new MaterialPictures(1), ops);
	const twelve = Uint32Array.from({ length: 12 }, (_, i) => i);
	const look = async (): Promise<ReturnType<typeof memoryInUse>> => {
		await trainer.answers('test', twelve);
		await trainer.levels();
		return memoryInUse();
	};
	while (trainer.step < 20) await trainer.advance();
	const early = await look();
	while (trainer.step < 1020) await trainer.advance();
	expect(await look()).toEqual(early);
	trainer.dispose();
	expect(memoryInUse().tensors).toBe(before.tensors);
	expect(memoryInUse().bytes).toBe(before.bytes);
}, 60_000);
