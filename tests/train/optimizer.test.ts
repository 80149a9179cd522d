import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/random.ts';
import { adamStep } from '#lib/train/optimizer.ts';
import type { Parameter } from '#lib/train/parameters.ts';
import { onBackend } from './backends.ts';

/** Adam as the paper's algorithm 1 writes it, in float64. */
function paperAdam(
	start: number[],
	gradients: number[][],
	rate: number,
	low: number,
	high: number
): number[] {
	const p = [...start];
	const m = p.map(() => 0);
	const v = p.map(() => 0);
	gradients.forEach((g, index) => {
		const t = index + 1;
		for (let i = 0; i < p.length; i++) {
			m[i] = 0.9 * m[i] + 0.1 * g[i];
			v[i] = 0.999 * v[i] + 0.001 * g[i] ** 2;
			const mHat = m[i] / (1 - 0.9 ** t);
			const vHat = v[i] / (1 - 0.999 ** t);
			p[i] = Math.min(Math.max(p[i] - (rate * mHat) / (Math.sqrt(vHat) + 1e-8), low), high);
		}
	});
	return p;
}

describe('Adam', () => {
	it.each(['wasm', 'cpu'] as const)('follows the paper and clamps, on %s', async (backend) => {
		const random = Random.fromSeed(1);
		const numbers = (): number[] => Array.from({ length: 7 }, () => random.uniform() * 2 - 1);
		const start = numbers();
		const gradients = Array.from({ length: 20 }, numbers);
		const variable = (values: number[]): tf.Variable => tf.variable(tf.tensor1d(values));
		const moved = await onBackend(backend, () => {
			const zeros = start.map(() => 0);
			const parameter: Parameter = {
				name: 'p',
				value: variable(start),
				first: variable(zeros),
				second: variable(zeros),
				group: 'weights',
				low: -1,
				high: 1
			};
			gradients.forEach((g, i) => {
				const step = { learningRate: 0.05, power1: 0.9 ** (i + 1), power2: 0.999 ** (i + 1) };
				adamStep(parameter, tf.tensor1d(g), step);
			});
			return Array.from(parameter.value.dataSync());
		});
		paperAdam(start, gradients, 0.05, -1, 1).forEach((x, i) => expect(moved[i]).toBeCloseTo(x, 5));
	});
});
