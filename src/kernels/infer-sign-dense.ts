/** The low-bit last layer: sums of level * sign over all features, sixteen classes at a time. */
import { NetworkPlan } from './infer-plan';
import { LEVEL_SUMS, pick } from './infer-sums';

/** Packed bytes whose sums, -12..12 each, are added as bytes. Features come in whole blocks of eight bytes. */
const RUN: i32 = 8;

/** @param logits [16 * classVectors] int32 */
export function signDense(plan: NetworkPlan, logits: usize): void {
	for (let vector = 0; vector < plan.classVectors; vector++) {
		let weights = plan.denseWeights + <usize>(vector * plan.features * 16);
		let from = plan.featuresAt;
		let s0 = i32x4.splat(0);
		let s1 = s0;
		let s2 = s0;
		let s3 = s0;
		for (let i = 0; i < plan.features; i += RUN) {
			let sums = i8x16.splat(0);
			for (let j = 0; j < RUN; j++) {
				const four = v128.load(<usize>load<u8>(from) << 4, LEVEL_SUMS);
				sums = i8x16.add(sums, pick(four, v128.load(weights)));
				from += 1;
				weights += 16;
			}
			const low = i16x8.extend_low_i8x16_s(sums);
			const high = i16x8.extend_high_i8x16_s(sums);
			s0 = i32x4.add(s0, i32x4.extend_low_i16x8_s(low));
			s1 = i32x4.add(s1, i32x4.extend_high_i16x8_s(low));
			s2 = i32x4.add(s2, i32x4.extend_low_i16x8_s(high));
			s3 = i32x4.add(s3, i32x4.extend_high_i16x8_s(high));
		}
		const to = logits + <usize>(vector * 64);
		v128.store(to, s0, 0);
		v128.store(to, s1, 16);
		v128.store(to, s2, 32);
		v128.store(to, s3, 48);
	}
}
