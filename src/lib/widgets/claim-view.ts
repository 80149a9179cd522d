/** What the figure of one-seed claims shows of a claim after so many seeds, in numbers and in words. Pure. */
import { meanInterval, studentInterval, type Interval } from '#lib/core/statistics.ts';
import { leadsOf, outcomeOf, type Claim } from '#lib/run/study-claims.ts';
import { STUDY_NAMES } from '#lib/run/study-names.ts';

export const nameOf = (encoding: string): string => STUDY_NAMES[encoding] ?? encoding;

/** Points with their sign, to a tenth; what rounds to nothing has none. */
export function signed(points: number): string {
	const size = Math.abs(points).toFixed(1);
	return Number(size) === 0 ? size : `${points < 0 ? '−' : '+'}${size}`;
}
export const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)}%`;
export const between = ({ low, high }: Pick<Interval, 'low' | 'high'>): string =>
	`${signed(low)} to ${signed(high)}`;

export const lightOf = ({ study }: Claim): string =>
	study.endsWith('-dark') ? 'in the dark' : 'in bright light';

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

/** What all seeds say, in a sentence. */
export function outcomeSentence(claim: Claim): string {
	const leads = leadsOf(claim);
	const { mean, bar, band } = evidenceOf(leads);
	if (!bar || !band) throw new RangeError(`a claim is judged by two seeds or more, got ${leads.length}`);
	const said = `Over all ${leads.length} seeds the lead is ${signed(mean)} points, Student’s interval ${between(bar)}.`;
	switch (outcomeOf(leads)) {
		case 'holds':
			return `${said} All of it lies above zero: the claim holds.`;
		case 'open':
			return band.low > 0
				? `${said} The band, from ${signed(band.low)}, would have let it pass. The bar does not: zero lies within it. The claim does not hold yet.`
				: `${said} Zero lies within it: the claim does not hold.`;
		case 'turned':
			return `${said} All of it lies below zero: the other one is better.`;
		default:
			throw new RangeError('an outcome holds, is open, or has turned');
	}
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
