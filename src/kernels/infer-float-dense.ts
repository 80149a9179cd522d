/** The float last layer, four classes at a time. */
import { NetworkPlan } from './infer-plan';

/**
 * Four features have a sum each, so that no addition waits for the one before. Features come in multiples of eight.
 * @param logits [4 * classVectors] floats
 */
export function floatDense(plan: NetworkPlan, logits: usize): void {
	for (let vector = 0; vector < plan.classVectors; vector++) {
		let w = plan.denseWeights + <usize>(vector * plan.features * 16);
		let x = plan.featuresAt;
		let s0 = f32x4.splat(0);
		let s1 = s0;
		let s2 = s0;
		let s3 = s0;
		for (let i = 0; i < plan.features; i += 4) {
			s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(x, 0), v128.load(w, 0)));
			s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(x, 4), v128.load(w, 16)));
			s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(x, 8), v128.load(w, 32)));
			s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(x, 12), v128.load(w, 48)));
			x += 16;
			w += 64;
		}
		v128.store(logits + <usize>(vector * 16), f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
	}
}
