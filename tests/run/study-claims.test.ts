import { describe, expect, it } from 'vitest';
import {
	claimsToJudge,
	holdingBySize,
	leadsOf,
	oneSeedClaims,
	outcomeOf,
	pairedVarianceRatio
} from '#lib/run/study-claims.ts';
import { smallStudy } from './small-study.ts';

describe('one-seed claims', () => {
	it('are made by every pair on every seed, by the one that is ahead there', () => {
		const claims = oneSeedClaims(smallStudy({ dither: [0.5, 0.75, 0.5], naive2: [0.25, 1, 0.25] }));
		expect(claims.map(({ better, seeds }) => [better, ...seeds])).toEqual([
			['dither', 1, 2, 3],
			['naive2', 2, 1, 3],
			['dither', 3, 1, 2]
		]);
		expect(leadsOf(claims[1])).toEqual([0.25, -0.25, -0.25]);
	});

	it('are not made where two are equal', () => {
		expect(oneSeedClaims(smallStudy({ dither: [0.5], naive2: [0.5] }))).toEqual([]);
	});

	it('hold, stay open or turn as Student’s interval lies', () => {
		// Mean 0.1, standard deviation 0.01: the half width of three is 4.303 * 0.01 / sqrt(3) = 0.0248.
		expect(outcomeOf([0.09, 0.1, 0.11])).toBe('holds');
		expect(outcomeOf([-0.09, -0.1, -0.11])).toBe('turned');
		expect(outcomeOf([0.1, 0.01, -0.05])).toBe('open');
	});

	it('are counted by the size of their lead', () => {
		const claims = oneSeedClaims(
			smallStudy({ dither: [0.5, 0.5, 0.5], naive2: [0.25, 0.24, 0.26], thermometer: [0.49, 0.52, 0.5] })
		);
		const sizes = holdingBySize(claims, [0, 0.1, Infinity]);
		// Dither and thermometer disagree by 1 and 2 points, and are equal on the third seed; both beat naive2 by far.
		expect(sizes).toEqual([
			{ from: 0, to: 0.1, claims: 2, holding: 0 },
			{ from: 0.1, to: Infinity, claims: 6, holding: 6 }
		]);
	});

	it('to judge are as many that fail as hold, each pair once', () => {
		const claims = oneSeedClaims(
			smallStudy({
				dither: [0.8, 0.8, 0.8],
				thermometer: [0.9, 0.7, 0.81],
				naive2: [0.69, 0.7, 0.71],
				naive1: [0.5, 0.51, 0.49]
			})
		);
		const picked = claimsToJudge(claims, 1);
		expect(picked.map((claim) => outcomeOf(leadsOf(claim)) === 'holds').toSorted()).toEqual([false, true]);
		const pairs = picked.map(({ better, worse }) => [better, worse].toSorted().join());
		expect(new Set(pairs).size).toBe(2);
		expect(claimsToJudge(claims, 1)).toEqual(picked);
	});
});

describe('what pairing buys', () => {
	it('is everything where the seed does the same to both', () => {
		expect(pairedVarianceRatio(smallStudy({ dither: [0.5, 0.6, 0.7], naive2: [0.4, 0.5, 0.6] }))).toBeCloseTo(
			0
		);
	});

	it('is worse than nothing where it does the opposite', () => {
		expect(pairedVarianceRatio(smallStudy({ dither: [0.5, 0.6, 0.7], naive2: [0.6, 0.5, 0.4] }))).toBeCloseTo(
			2
		);
	});
});
