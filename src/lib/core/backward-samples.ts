/**
 * A backward pass written as an expression, as numbers that a trainer can look up: what takes the place of the table's rounding in
 * the gradient. The reader's text never reaches the trainer as code.
 */
import { parseExpression } from './expression.ts';

/** Steps between latents 0 and 1: finer than a latent moves in one step of training. */
export const BACKWARD_STEPS = 1024;

/**
 * g(x) at x = 0, 1/1024, ..., 1.
 * @param text an expression of x, see expression.ts; `1` is the plain straight-through estimator
 * @returns [BACKWARD_STEPS + 1]
 * @throws TypeError that says what is wrong with it, and where it is no finite number
 */
export function backwardSamples(text: string): Float32Array<ArrayBuffer> {
	const read = parseExpression(text);
	if (read.kind === 'mistake')
		throw new TypeError(
			`a backward pass is an expression of x: ${read.message} (character ${read.position + 1})`
		);
	const samples = Float32Array.from({ length: BACKWARD_STEPS + 1 }, (_, i) => read.at(i / BACKWARD_STEPS));
	const wrong = samples.findIndex((g) => !Number.isFinite(g));
	if (wrong >= 0)
		throw new TypeError(
			`a backward pass is a finite number for every x from 0 to 1, got ${samples[wrong]} at ${wrong / BACKWARD_STEPS}`
		);
	return samples;
}
