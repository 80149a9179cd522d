/** What the figure of one-seed claims shows of a claim after so many seeds, in numbers and in words. Pure. */
import { meanInterval, studentInterval, type Interval } from '#lib/core/statistics.ts';
import type { Words } from '#lib/language/language.ts';
import { leadsOf, outcomeOf, type Claim } from '#lib/run/study-claims.ts';
import { STUDY_NAMES } from '#lib/run/study-names.ts';

export const nameOf = (encoding: string): string => STUDY_NAMES[encoding] ?? encoding;

/** Differences of the first seeds, with their intervals where there are seeds enough; in points. */
export interface Evidence {
	readonly values: readonly number[];
	readonly mean: number;
	readonly band: Interval | null;
	readonly bar: Interval | null;
}

/** @param differences fractions, one a seed; none where nothing is known yet */
export function evidenceOf(differences: readonly number[]): Evidence {
	const values = differences.map((difference) => 100 * difference);
	const few = values.length < 2;
	return {
		values,
		mean: values.reduce((a, b) => a + b, 0) / Math.max(1, values.length),
		band: few ? null : meanInterval(values),
		bar: few ? null : studentInterval(values)
	};
}

/** How a claim's numbers and its outcome are said in a page's language. */
export function claimWords({ t, fixed }: Words) {
	/** Points with their sign, to a tenth; what rounds to nothing has none. */
	function signed(points: number): string {
		const size = fixed(Math.abs(points), 1);
		return Math.abs(points) < 0.05 ? size : `${points < 0 ? '−' : '+'}${size}`;
	}
	const percent = (fraction: number): string => `${fixed(100 * fraction, 1)}%`;
	const between = ({ low, high }: Pick<Interval, 'low' | 'high'>): string =>
		t('{low} to {high}', { low: signed(low), high: signed(high) });
	const lightOf = ({ study }: Claim): string =>
		study.endsWith('-dark') ? t('in the dark') : t('in bright light');

	/** What all seeds say, in sentences. */
	function outcomeSentence(claim: Claim): string {
		const leads = leadsOf(claim);
		const { mean, bar, band } = evidenceOf(leads);
		if (!bar || !band) throw new RangeError(`a claim is judged by two seeds or more, got ${leads.length}`);
		const said = t('Over all {seeds} seeds the lead is {mean} points, Student’s interval {low} to {high}.', {
			seeds: leads.length,
			mean: signed(mean),
			low: signed(bar.low),
			high: signed(bar.high)
		});
		return `${said} ${outcomeText(outcomeOf(leads), band.low)}`;
	}
	function outcomeText(outcome: ReturnType<typeof outcomeOf>, low: number): string {
		switch (outcome) {
			case 'holds':
				return t('All of it lies above zero: the claim holds.');
			case 'open':
				return low > 0
					? t(
							'The band, from {low}, would have let it pass. The bar does not: zero lies within it. The claim does not hold yet.',
							{ low: signed(low) }
						)
					: t('Zero lies within it: the claim does not hold.');
			case 'turned':
				return t('All of it lies below zero: the other one is better.');
			default:
				throw new RangeError('an outcome holds, is open, or has turned');
		}
	}
	return { signed, percent, between, lightOf, outcomeSentence };
}

const paddedEnds = (values: readonly number[], padding: number): readonly [number, number] => [
	Math.floor(Math.min(...values) - padding),
	Math.ceil(Math.max(...values) + padding)
];

/** Axes that hold every seed of a claim, so that nothing moves when a seed arrives: percent, and points. */
export function axesOf(claim: Claim): {
	readonly domain: readonly [number, number];
	readonly differences: readonly [number, number];
} {
	const results = [...claim.ofBetter, ...claim.ofWorse].map((x) => 100 * x);
	return {
		domain: paddedEnds(results, 0.5),
		differences: paddedEnds([...leadsOf(claim).map((x) => 100 * x), 0], 2)
	};
}
