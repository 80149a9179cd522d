import { expect, it } from 'vitest';
import { areaPath, stretches } from '#lib/figures/value-area.ts';

const counts = Array.from({ length: 256 }, (_, v) => (v === 1 ? 4 : v === 2 ? 2 : 0));

it('the largest count reaches the full height, and a value is as wide as its column', () => {
	expect(areaPath(counts, { width: 512, base: 100, height: 80 }, 1, 3)).toBe(
		'M2.00 100V20.00H4.00V60.00H6.00V100z'
	);
});

it('neighbours with one key are one stretch, and together they cover every value once', () => {
	const found = stretches((v) => (v < 43 ? 'dark' : v < 200 ? 'mid' : 'dark'));
	expect(found).toEqual([
		{ from: 0, to: 43, key: 'dark' },
		{ from: 43, to: 200, key: 'mid' },
		{ from: 200, to: 256, key: 'dark' }
	]);
});
