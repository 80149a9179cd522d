/**
 * The inference engine's module, compiled twice: with base SIMD, and with relaxed SIMD where a browser has it. It imports its
 * memory and keeps nothing else; the host lays out plans, weights and working memory.
 *
 * Whole numbers are exact in both. Floats may differ in their last bits from one processor to another in the relaxed one.
 */
import { ALL_FLOAT, CONV_PLAN_BYTES, FIRST_FLOAT, FIRST_POPCOUNT, ConvPlan, NetworkPlan } from './infer-plan';
import { floatPicture, quantizedConv, rectifiedConv } from './infer-float';
import { floatDense } from './infer-float-dense';
import { popcountConv } from './infer-popcount';
import { signConv } from './infer-sign-conv';
import { signDense } from './infer-sign-dense';
import { tableConv } from './infer-table';

export { writeLevelSums } from './infer-sums';

function firstLayer(kind: i32, plan: ConvPlan, picture: usize): void {
	if (kind === ALL_FLOAT || kind === FIRST_FLOAT) {
		floatPicture(plan, picture);
		if (kind === ALL_FLOAT) rectifiedConv(plan);
		else quantizedConv(plan);
	} else if (kind === FIRST_POPCOUNT) popcountConv(plan, picture);
	else tableConv(plan, picture);
}

/**
 * All layers for one picture, then the next: a picture's levels stay in the processor's first cache.
 * @param pictures [images, height, width, 3] bytes; 16 readable bytes follow
 * @param logits [images, 16 or 4 times classVectors] int32 or float32
 * @param layers convolutions to compute; the last layer too where these are all
 */
export function infer(plan: NetworkPlan, pictures: usize, images: i32, logits: usize, layers: i32): void {
	const kind = plan.first;
	const first = changetype<ConvPlan>(plan.convs);
	const pictureBytes = <usize>(first.inHeight * first.inWidth * 3);
	const logitBytes = <usize>(plan.classVectors * (kind === ALL_FLOAT ? 16 : 64));
	for (let image = 0; image < images; image++) {
		firstLayer(kind, first, pictures + <usize>image * pictureBytes);
		for (let layer = 1; layer < layers; layer++) {
			const conv = changetype<ConvPlan>(plan.convs + <usize>layer * CONV_PLAN_BYTES);
			if (kind === ALL_FLOAT) rectifiedConv(conv);
			else signConv(conv);
		}
		if (layers !== plan.convCount) continue;
		if (kind === ALL_FLOAT) floatDense(plan, logits + <usize>image * logitBytes);
		else signDense(plan, logits + <usize>image * logitBytes);
	}
}
