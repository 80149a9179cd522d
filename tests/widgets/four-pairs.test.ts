import { describe, expect, it } from 'vitest';
import { equalPixels } from '#lib/core/level-pictures.ts';
import { NAIVE_CLASSES } from '#lib/widgets/lost-pictures.ts';
import { PAIRS } from '#lib/widgets/four-pairs.ts';
import { testPicture } from '#lib/widgets/material-pictures.ts';

/** What the question's explanations say. */
const EQUAL = { A: 0, B: 1023, C: 1024, D: 692 };

describe('the four pairs', () => {
	it.each(PAIRS)(
		'have as many equal pixels as their explanations say: pair $name',
		({ name, light, pictures }) => {
			const [a, b] = pictures.map((index) => testPicture(light, index));
			expect(equalPixels(a, b, NAIVE_CLASSES)).toBe(EQUAL[name]);
		}
	);

	it('pair D has one range', () => {
		const ranges = PAIRS[3].pictures.map((index) => {
			const picture = testPicture(0, index);
			return [Math.min(...picture), Math.max(...picture)];
		});
		expect(ranges).toEqual([
			[7, 69],
			[7, 69]
		]);
	});
});
