/** The operations of a step on our own wasm kernels. */
import {
	customGrad,
	engine,
	type Tensor,
	type Tensor1D,
	type Tensor2D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { conv2dPadded, straightThroughWeights } from './composed-ops.ts';
import { ACTIVATION_CODES } from './low-bit-kernels.ts';
import type { NormOptions, TrainOps } from './ops.ts';

/** Run a kernel of ours; tfjs's types know only its own names. */
function runKernel<T>(name: string, inputs: Record<string, Tensor>, attributes: Record<string, number>): T {
	return engine().runKernel(name, inputs, attributes) as unknown as T;
}

/**
 * tfjs passes the save function as the last of the inputs. Whatever the gradient reads must go through it: tensors that a
 * closure merely remembers are gone when the gradient runs.
 */
type Save = (tensors: Tensor[]) => void;

const normAttributes = ({ pool, activation }: NormOptions): Record<string, number> => ({
	pool,
	activation: ACTIVATION_CODES[activation]
});

export const kernelOps: TrainOps = {
	tableConv(pixels, levels, w, magnitude, stride) {
		const run = customGrad((levelsIn, wIn, save) => {
			(save as Save)([levelsIn as Tensor, wIn as Tensor, magnitude]);
			const value = runKernel<Tensor4D>(
				'TableConv2D',
				{ pixels, levels: levelsIn as Tensor, w: wIn as Tensor },
				{ stride }
			);
			const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
				const [l, latents, m] = saved;
				const [dw, dLevels] = runKernel<[Tensor4D, Tensor2D]>(
					'TableConv2DBackprop',
					{ pixels, levels: l, w: latents, dy },
					{ stride }
				);
				return [dLevels, straightThroughWeights(dw, latents as Tensor4D, m as Tensor1D)];
			};
			return { value, gradFunc };
		});
		return run(levels, w);
	},

	signConv(x, w, magnitude, stride) {
		const run = customGrad((xIn, wIn, save) => {
			(save as Save)([xIn as Tensor, wIn as Tensor, magnitude]);
			const value = runKernel<Tensor4D>('SignConv2D', { x: xIn as Tensor, w: wIn as Tensor }, { stride });
			const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
				const [levels, latents, m] = saved;
				const [, height, width] = levels.shape;
				const dx = runKernel<Tensor4D>(
					'SignConv2DBackpropInput',
					{ dy, w: latents },
					{ stride, height, width }
				);
				const dw = runKernel<Tensor4D>('LevelConv2DBackpropFilter', { x: levels, dy }, { stride });
				return [dx, straightThroughWeights(dw, latents as Tensor4D, m as Tensor1D)];
			};
			return { value, gradFunc };
		});
		return run(x, w);
	},

	floatConv: conv2dPadded,

	normActivation({ raw, scale, gamma, beta }, options) {
		const attributes = normAttributes(options);
		const run = customGrad((rawIn, gammaIn, betaIn, save) => {
			const inputs = { raw: rawIn as Tensor, scale, gamma: gammaIn as Tensor, beta: betaIn as Tensor };
			const [value, mean, variance] = runKernel<Tensor[]>('BatchNormActivation', inputs, attributes);
			(save as Save)([inputs.raw, scale, inputs.gamma, inputs.beta, mean, variance]);
			const gradFunc = (dOut: Tensor, saved: Tensor[]): Tensor[] => {
				const [r, k, g, b, m, v] = saved;
				return runKernel<Tensor[]>(
					'BatchNormActivationBackprop',
					{ raw: r, dOut, scale: k, gamma: g, beta: b, mean: m, variance: v },
					attributes
				);
			};
			return { value, gradFunc };
		});
		return run(raw, gamma, beta) as Tensor4D;
	},

	measure({ raw, scale, gamma, beta }, options) {
		const [out, mean, variance] = runKernel<[Tensor4D, Tensor1D, Tensor1D]>(
			'BatchNormActivation',
			{ raw, scale, gamma, beta },
			normAttributes(options)
		);
		return { out, moments: { mean, variance } };
	},

	normActivationWith({ raw, scale, gamma, beta }, { mean, variance }, options) {
		const [out] = runKernel<[Tensor4D]>(
			'BatchNormActivation',
			{ raw, scale, gamma, beta, mean, variance },
			normAttributes(options)
		);
		return out;
	}
};
