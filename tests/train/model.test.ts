import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { NAMED_ENCODINGS, fitEncoding } from '#lib/core/encoding.ts';
import { archA } from '#lib/core/network.ts';
import { valueHistogram } from '#lib/data/histogram.ts';
import { materialDataset } from '#lib/data/materials.ts';
import { crossEntropy } from '#lib/train/loss.ts';
import { Model } from '#lib/train/model.ts';
import { createParameters } from '#lib/train/parameters.ts';
import { pixelsOf } from '#lib/train/pixels.ts';
import { onBackend } from './backends.ts';

const data = materialDataset({ light: 1, seed: 9, count: 4 });

describe('the whole network', () => {
	it.each(Object.keys(NAMED_ENCODINGS))('%s has the gradients of the oracle', async (name) => {
		const spec = archA(fitEncoding(NAMED_ENCODINGS[name], () => valueHistogram(data)));
		const gradients = (backend: 'wasm' | 'cpu'): Promise<Record<string, number[]>> =>
			onBackend(backend, (ops) => {
				const parameters = createParameters(spec, 3);
				const model = new Model(spec, parameters, ops);
				const labels = tf.tensor1d(Int32Array.from(data.labels), 'int32');
				const pixels = pixelsOf(data, [0, 1, 2, 3], null);
				const { value, grads } = tf.variableGrads(
					() => crossEntropy(model.forward(pixels, 'train').logits, labels),
					parameters.all.map((p) => p.value)
				);
				const result: Record<string, number[]> = { loss: Array.from(value.dataSync()) };
				for (const p of parameters.all)
					result[p.name] = Array.from((grads[p.value.name] as tf.Tensor | null)?.dataSync() ?? []);
				return result;
			});
		const ours = await gradients('wasm');
		const oracle = await gradients('cpu');
		for (const key of Object.keys(oracle)) {
			const scale = Math.max(1e-6, ...oracle[key].map(Math.abs));
			const worst = Math.max(0, ...oracle[key].map((x, i) => Math.abs(x - ours[key][i])));
			expect(ours[key].length, key).toBe(oracle[key].length);
			expect(worst / scale, key).toBeLessThan(2e-3);
		}
	});
});
