/** Softmax cross-entropy, with its gradient in closed form. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Mean over the batch of -log softmax(logits)[label].
 * @param logits [images, classes]
 * @param labels int32 [images]
 */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
	const [images, classes] = logits.shape;
	const run = tf.customGrad((input, save) => {
		const shifted = tf.sub(input as Tensor2D, tf.max(input as Tensor2D, 1, true));
		const powers = tf.exp(shifted);
		const sums = tf.sum(powers, 1, true);
		// tfjs's wasm kernel writes 32-bit integers whatever type it is asked for; so ask for those.
		const hot = tf.cast(tf.oneHot(labels, classes), 'float32');
		const right = tf.sum(tf.mul(hot, shifted), 1, true);
		(save as (tensors: Tensor[]) => void)([tf.sub(tf.div(powers, sums), hot)]);
		return {
			value: tf.mean(tf.sub(tf.log(sums), right)),
			gradFunc: (dy: Tensor, [difference]: Tensor[]) => tf.mul(difference, tf.div(dy, images))
		};
	});
	return run(logits) as Scalar;
}
