/** Plans as the kernels read them: the fields of src/kernels/infer-plan.ts, in its order, 32 bits each. */
import type { ConvShape } from '#lib/core/network.ts';
import type { Arena } from './wasm-arena.ts';

/** How the first layer computes, by the kernels' numbers. */
export const FIRST_KINDS = { table: 0, popcount: 1, float: 2, 'all-float': 3 } as const;

export type FirstKind = keyof typeof FIRST_KINDS;

const CONV_FIELDS = [
	'input',
	'inHeight',
	'inWidth',
	'inPixel',
	'output',
	'outHeight',
	'outWidth',
	'outPixel',
	'outRow',
	'stride',
	'pool',
	'blocks',
	'weights',
	'thresholds',
	'padded',
	'detail',
	'detailCount',
	'stripRows'
] as const;

/** Addresses, sizes and counts of one convolution; src/kernels/infer-plan.ts says what each is. */
export type ConvPlan = Readonly<Record<(typeof CONV_FIELDS)[number], number>>;

const NETWORK_FIELDS = [
	'first',
	'convs',
	'convCount',
	'features',
	'featuresAt',
	'denseWeights',
	'classVectors'
] as const;

type NetworkPlan = Readonly<Record<(typeof NETWORK_FIELDS)[number], number>>;

/** What a convolution's plan takes from its shape; sizes of the output are those after pooling. */
export function planSizes({ inHeight, inWidth, pooledHeight, pooledWidth, stride, pool }: ConvShape) {
	return { inHeight, inWidth, outHeight: pooledHeight, outWidth: pooledWidth, stride, pool };
}

/** The last layer's part of a network's plan. */
export type DensePlan = Pick<NetworkPlan, 'features' | 'featuresAt' | 'denseWeights' | 'classVectors'>;

/** @returns the plan's address */
export function placePlan(
	arena: Arena,
	first: FirstKind,
	convs: readonly ConvPlan[],
	dense: DensePlan
): number {
	const rows = convs.flatMap((conv) => CONV_FIELDS.map((field) => conv[field]));
	const plan: NetworkPlan = {
		first: FIRST_KINDS[first],
		convs: arena.place(Uint32Array.from(rows)),
		convCount: convs.length,
		...dense
	};
	return arena.place(Uint32Array.from(NETWORK_FIELDS, (field) => plan[field]));
}
