/** One Adam step with clamping (Kingma and Ba, arXiv 1412.6980, algorithm 1). */
import { loadUpTo4, storeUpTo4 } from './partial-vector';

/**
 * @param moved receives the new parameter; `first` and `second`, Adam's moments, are changed in place
 * @param rate learning rate divided by 1 - beta1^t
 * @param correction 1 / sqrt(1 - beta2^t)
 * @param low, high the parameter is clamped to [low, high] afterwards
 */
export function adam(
	parameter: usize,
	gradient: usize,
	first: usize,
	second: usize,
	moved: usize,
	count: i32,
	rate: f32,
	correction: f32,
	beta1: f32,
	beta2: f32,
	epsilon: f32,
	low: f32,
	high: f32
): void {
	const b1 = f32x4.splat(beta1);
	const b2 = f32x4.splat(beta2);
	const c1 = f32x4.splat(1 - beta1);
	const c2 = f32x4.splat(1 - beta2);
	for (let i = 0; i < count; i += 4) {
		const at: usize = (<usize>i) << 2;
		const left = count - i;
		const g = loadUpTo4(gradient + at, left);
		const m = f32x4.add(f32x4.mul(b1, loadUpTo4(first + at, left)), f32x4.mul(c1, g));
		const s = f32x4.add(f32x4.mul(b2, loadUpTo4(second + at, left)), f32x4.mul(c2, f32x4.mul(g, g)));
		const denominator = f32x4.add(f32x4.mul(f32x4.sqrt(s), f32x4.splat(correction)), f32x4.splat(epsilon));
		const next = f32x4.sub(
			loadUpTo4(parameter + at, left),
			f32x4.div(f32x4.mul(f32x4.splat(rate), m), denominator)
		);
		storeUpTo4(first + at, m, left);
		storeUpTo4(second + at, s, left);
		storeUpTo4(moved + at, f32x4.min(f32x4.max(next, f32x4.splat(low)), f32x4.splat(high)), left);
	}
}
