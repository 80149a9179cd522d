/** Training against an independent implementation: PyTorch's autograd in float64 (tests/golden). */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossEntropy } from '#lib/train/loss.ts';
import { Model } from '#lib/train/model.ts';
import { adamStep } from '#lib/train/optimizer.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { rateFactor } from '#lib/train/schedule.ts';
import { smoothingKernel } from '#lib/train/table-smoothing.ts';
import { onBackend } from './backends.ts';
import {
	GOLDEN,
	goldenLabels,
	goldenParameters,
	goldenPixels,
	specOf,
	unpack,
	type GoldenCase
} from './golden-case.ts';

/** Largest difference allowed, as a fraction of the tensor's largest number; 3.1e-6 is the largest seen. */
const TOLERANCE = 1e-5;

const STEPS = 3;
const RATES = { weights: 0.01, firstSigns: 0.01, table: 0.03 };
const SIGMA = 8;

/** The largest difference between two tensors over the largest golden number. */
function difference(got: readonly number[], golden: readonly number[]): number {
	expect(got.length).toBe(golden.length);
	const scale = golden.reduce((largest, x) => Math.max(largest, Math.abs(x)), 1e-12);
	return got.reduce((worst, x, i) => Math.max(worst, Math.abs(x - golden[i])), 0) / scale;
}

const read = (t: tf.Tensor): number[] => Array.from(t.dataSync());

interface Trained {
	readonly losses: number[];
	readonly logits: number[];
	readonly evaluatedLogits: number[];
	readonly gradients: Record<string, number[]>;
	readonly after: Record<string, number[]>;
}

function train(golden: GoldenCase, ops: TrainOps): Trained {
	const parameters = goldenParameters(golden);
	const model = new Model(specOf(golden.encoding), parameters, ops);
	const pixels = goldenPixels(0);
	const { moments } = model.forward(pixels, 'measure');
	const losses: number[] = [];
	const logits = read(model.forward(pixels, 'train').logits);
	const evaluatedLogits = read(model.forward(goldenPixels(4), moments).logits);
	const gradients: Record<string, number[]> = {};
	for (let step = 1; step <= STEPS; step++) {
		const { value, grads } = tf.variableGrads(
			() => crossEntropy(model.forward(pixels, 'train').logits, goldenLabels()),
			parameters.all.map((p) => p.value)
		);
		losses.push(value.dataSync()[0]);
		for (const p of parameters.all) {
			const gradient = grads[p.value.name] as tf.Tensor | null;
			if (!gradient) continue;
			if (step === 1) gradients[p.name] = read(gradient);
			const smoothed =
				p.group === 'table' ? tf.matMul(tf.tensor2d(smoothingKernel(SIGMA), [256, 256]), gradient) : gradient;
			const powers = { power1: 0.9 ** step, power2: 0.999 ** step };
			adamStep(p, smoothed, { learningRate: RATES[p.group], ...powers });
		}
	}
	const after = Object.fromEntries(parameters.all.map((p) => [p.name, read(p.value)]));
	return { losses, logits, evaluatedLogits, gradients, after };
}

describe.each(['wasm', 'cpu'] as const)('training on %s agrees with PyTorch', (backend) => {
	describe.each(Object.entries(GOLDEN.cases))('%s', (_, golden) => {
		let trained: Trained;
		beforeAll(async () => {
			trained = await onBackend(backend, (ops) => train(golden, ops));
		});

		it('in the logits, with the batch moments and with moments measured before', () => {
			const { logits, evaluatedLogits } = trained;
			expect(difference(logits, unpack(golden.logits))).toBeLessThan(TOLERANCE);
			expect(difference(evaluatedLogits, unpack(golden.evaluatedLogits))).toBeLessThan(TOLERANCE);
		});

		it.each(Object.keys(golden.gradients))('in the gradient of %s', (name) => {
			const { gradients } = trained;
			expect(difference(gradients[name], unpack(golden.gradients[name]))).toBeLessThan(TOLERANCE);
		});

		it('in which parameters have a gradient at all', () => {
			expect(Object.keys(trained.gradients).sort()).toEqual(Object.keys(golden.gradients).sort());
		});

		it('in the losses of three steps', () => {
			expect(difference(trained.losses, unpack(golden.losses))).toBeLessThan(TOLERANCE);
		});

		it.each(Object.keys(golden.after))('in %s after three steps', (name) => {
			const { after } = trained;
			expect(difference(after[name], unpack(golden.after[name]))).toBeLessThan(TOLERANCE);
		});
	});
});

describe('the golden cases', () => {
	it('ask for a table that moves and for weights that reach their bounds', () => {
		const { after } = GOLDEN.cases['pixel-embedding, 2 bits'];
		const start = (i: number): number => Math.floor(i / 3) / 256;
		expect(unpack(after.table).some((x, i) => Math.abs(x - start(i)) > 0.05)).toBe(true);
		expect(unpack(after.table).every((x) => x >= 0 && x <= 1)).toBe(true);
		expect(unpack(after.conv1).some((x) => x === 1)).toBe(true);
	});
});

it('the learning rate rises over 50 steps and falls as a cosine, as PyTorch computes it', () => {
	const factors = unpack(GOLDEN.rateFactorsOf120Steps);
	factors.forEach((factor, step) => expect(rateFactor(step, 120)).toBeCloseTo(factor, 6));
});
