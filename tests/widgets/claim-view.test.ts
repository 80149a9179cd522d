import { describe, expect, it } from 'vitest';
import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { axesOf, claimWords, evidenceOf } from '#lib/widgets/claim-view.ts';

const { outcomeSentence, signed } = claimWords(ENGLISH_WORDS);

const claim = (ofBetter: number[], ofWorse: number[]) => ({
	...{ study: 'materials-dark', better: 'dither', worse: 'naive2', ofBetter, ofWorse },
	seeds: ofBetter.map((_, i) => i + 1)
});

describe('a claim in words', () => {
	it('signs points, but not what rounds to nothing', () => {
		expect([1.26, -1.26, -0.04].map(signed)).toEqual(['+1.3', '−1.3', '0.0']);
	});

	it('has no interval on one seed', () => {
		expect(evidenceOf([0.05])).toEqual({ values: [5], mean: 5, band: null, bar: null });
		expect(evidenceOf([])).toMatchObject({ values: [], mean: 0, bar: null });
	});

	it('says where the band would have let through what the bar does not', () => {
		// Differences of 5, 1 and 1 points: the band is 1 to 5, Student's bar reaches below zero.
		expect(outcomeSentence(claim([0.55, 0.51, 0.51], [0.5, 0.5, 0.5]))).toMatch(
			/The band, from \+1\.0, would have let it pass/
		);
		expect(outcomeSentence(claim([0.55, 0.55, 0.55], [0.5, 0.49, 0.51]))).toMatch(/the claim holds\.$/);
		expect(outcomeSentence(claim([0.55, 0.4, 0.5], [0.5, 0.5, 0.5]))).toMatch(/does not hold\.$/);
	});

	it('has axes that hold every seed and no difference', () => {
		const { domain, differences } = axesOf(claim([0.55, 0.52], [0.5, 0.48]));
		expect(domain).toEqual([47, 56]);
		expect(differences[0]).toBeLessThan(0);
		expect(differences[1]).toBeGreaterThan(5);
	});
});
