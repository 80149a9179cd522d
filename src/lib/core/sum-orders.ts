/**
 * The same numbers added up in many orders, in float32 and as whole numbers. Pure; the orders are drawn from a seed.
 */
import { Random } from './random.ts';

const STREAM = 318;

/** Add up in an order, rounding to float32 after each addition. */
export function float32Sum(numbers: ArrayLike<number>, order: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < order.length; i++) sum = Math.fround(sum + numbers[order[i]]);
	return sum;
}

export interface OrderedSums {
	/** Different results, from the smallest, with how many orders gave each. */
	readonly results: readonly { readonly sum: number; readonly orders: number }[];
	/** Orders that were tried. */
	readonly orders: number;
}

/**
 * @param numbers float32 for the rounding to be real, or whole ones
 * @param orders how many; the first is reading order
 */
export function sumInOrders(numbers: Float32Array | Int8Array, orders: number, seed: number): OrderedSums {
	const random = Random.fromSeed(seed, STREAM);
	const counts = new Map<number, number>();
	const order = Uint32Array.from(numbers, (_, at) => at);
	for (let i = 0; i < orders; i++) {
		if (i > 0) random.shuffle(order);
		const sum = float32Sum(numbers, order);
		counts.set(sum, (counts.get(sum) ?? 0) + 1);
	}
	const results = [...counts].map(([sum, count]) => ({ sum, orders: count })).sort((a, b) => a.sum - b.sum);
	return { results, orders };
}
