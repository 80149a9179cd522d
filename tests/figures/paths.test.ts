import { expect, test } from 'vitest';
import { polyline, thread } from '#lib/figures/paths.ts';

test('paths start with a move', () => {
	expect(
		polyline([
			[0, 1],
			[2.5, 3]
		])
	).toBe('M0.00,1.00L2.50,3.00');
	expect(thread(0, 10, 4, 30)).toBe('M0.00,10C0.00,20.00 4.00,20.00 4.00,30');
});
