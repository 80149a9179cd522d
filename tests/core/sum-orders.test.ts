import { expect, it } from 'vitest';
import { float32Sum, sumInOrders } from '#lib/core/sum-orders.ts';

it('rounds to float32 after every addition', () => {
	// Beside 2^24 a float32 has no room for 1: added one by one they vanish, together they do not.
	const numbers = Float32Array.of(2 ** 24, 1, 1);
	expect(float32Sum(numbers, [0, 1, 2])).toBe(2 ** 24);
	expect(float32Sum(numbers, [1, 2, 0])).toBe(2 ** 24 + 2);
});

it('finds several sums of floats, and one of whole numbers', () => {
	const floats = Float32Array.from({ length: 100 }, (_, i) => Math.sin(i) / 3);
	const { results, orders } = sumInOrders(floats, 50, 1);
	expect(results.length).toBeGreaterThan(1);
	expect(results.reduce((sum, each) => sum + each.orders, 0)).toBe(orders);
	const whole = Int8Array.from({ length: 100 }, (_, i) => (i % 7) - 3);
	const sum = whole.reduce((a, b) => a + b);
	expect(sumInOrders(whole, 50, 1).results).toEqual([{ sum, orders: 50 }]);
});

it('draws the same orders for the same seed', () => {
	const floats = Float32Array.from({ length: 40 }, (_, i) => 1 / (i + 1));
	expect(sumInOrders(floats, 20, 7)).toEqual(sumInOrders(floats, 20, 7));
});
