import { describe, expect, it } from 'vitest';
import { floatLevel, foldChannel, integerLevel, type ChannelNorm } from '#lib/core/fold-channel.ts';

const LARGEST = 864;
const PLAIN: ChannelNorm = { gamma: 1, beta: 0, mean: 0, deviation: 30, scale: 0.25 };

function levelsAgree(norm: ChannelNorm): void {
	const fold = foldChannel(norm, LARGEST);
	const sums = Array.from({ length: 2 * LARGEST + 1 }, (_, i) => i - LARGEST);
	expect(sums.filter((sum) => integerLevel(fold, sum) !== floatLevel(fold, sum))).toEqual([]);
}

describe('one channel’s fold', () => {
	it('puts the thresholds where z reaches 1/3, 1 and 5/3', () => {
		// z is the distance from the mean in deviations of 30: 10, 30 and 50 past 0.5, and up to the next whole number.
		expect(foldChannel({ ...PLAIN, mean: 0.5 }, LARGEST).thresholds).toEqual([11, 31, 51]);
	});

	it('has the float level at every sum, for slopes of either sign and of nothing', () => {
		for (const gamma of [-2, -0.7, 0, 0.1, 1.8])
			for (const beta of [-1.5, 0, 0.4, 2])
				for (const mean of [-120, 0, 33.5]) levelsAgree({ gamma, beta, mean, deviation: 21, scale: 0.2 });
	});

	it('turns a falling channel round', () => {
		const rising = foldChannel(PLAIN, LARGEST);
		const falling = foldChannel({ ...PLAIN, gamma: -1 }, LARGEST);
		expect(falling.turned).toBe(true);
		expect(falling.thresholds).toEqual(rising.thresholds);
		expect(integerLevel(falling, -60)).toBe(3);
		expect(integerLevel(falling, 60)).toBe(0);
	});

	it('takes the rounding of the evaluation with it', () => {
		// z of 10 is 2.5 / sqrt(56.25 + 1e-5), a hair below 1/3: solved exactly, T1 would be 11. In float32 10 reaches it.
		expect(2.5 / Math.sqrt(56.25 + 1e-5)).toBeLessThan(1 / 3);
		expect(foldChannel(PLAIN, LARGEST).thresholds[0]).toBe(10);
	});

	it('says when a channel has one level whatever comes', () => {
		expect(foldChannel({ ...PLAIN, gamma: 0, beta: 1.2 }, LARGEST)).toMatchObject({
			constant: true,
			thresholds: [-LARGEST, -LARGEST, LARGEST + 1]
		});
		expect(foldChannel(PLAIN, LARGEST).constant).toBe(false);
	});
});
