/** Adam with clamping, for every parameter; by our kernel where the wasm backend has it, else composed. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ADAM } from './ops.ts';
import type { Parameter } from './parameters.ts';

export interface AdamStep {
	readonly learningRate: number;
	/** beta1 and beta2 to the power of the step's number, which starts at 1. */
	readonly power1: number;
	readonly power2: number;
}

/** Move one parameter against its gradient. The gradient is not disposed. */
export function adamStep(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
	const rate = step.learningRate / (1 - step.power1);
	const correction = 1 / Math.sqrt(1 - step.power2);
	if (tf.getKernel('AdamStep', tf.getBackend())) byKernel(parameter, gradient, rate, correction);
	else composed(parameter, gradient, rate, correction);
}

function byKernel(p: Parameter, gradient: Tensor, rate: number, correction: number): void {
	const tensors = { parameter: p.value, gradient, first: p.first, second: p.second };
	const attributes = { ...ADAM, rate, correction, low: p.low, high: p.high };
	const moved: Tensor = tf.engine().runKernel('AdamStep', tensors, attributes);
	p.value.assign(moved);
	moved.dispose();
}

function composed(p: Parameter, gradient: Tensor, rate: number, correction: number): void {
	tf.tidy(() => {
		const first = tf.add(tf.mul(p.first, ADAM.beta1), tf.mul(gradient, 1 - ADAM.beta1));
		const second = tf.add(tf.mul(p.second, ADAM.beta2), tf.mul(tf.square(gradient), 1 - ADAM.beta2));
		const denominator = tf.add(tf.mul(tf.sqrt(second), correction), ADAM.epsilon);
		const moved = tf.sub(p.value, tf.div(tf.mul(first, rate), denominator));
		p.first.assign(first);
		p.second.assign(second);
		p.value.assign(Number.isFinite(p.high) ? tf.clipByValue(moved, p.low, p.high) : moved);
	});
}
