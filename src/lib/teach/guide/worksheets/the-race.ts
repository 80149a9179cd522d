/** A claim from one seed, judged by five; its numbers are the recorded study's. */
import { differencesBySeed, sampleVariance, studentInterval } from '#lib/core/statistics.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';
import { blank, digits, given, type Worksheet } from '../worksheet.ts';

const FIRST = 'pixel-embedding';
const SECOND = 'dither';
const T_OF_FIVE = 2.776;
const LAYERS = [3, 5, 8];
const MISSES = 0.05;

function bySeed(study: RecordedStudy, name: string): Map<number, number> {
	const runs = study.runs.filter(({ encoding }) => encoding === name).toSorted((a, b) => a.seed - b.seed);
	return new Map(runs.map(({ seed, testAccuracy }) => [seed, 100 * testAccuracy]));
}
/** Three results are all on one side of the truth in two of eight cases. */
const missShare = (seeds: number): number => 2 / 2 ** seeds;

/** @param study the recorded study of dark materials, five seeds */
export function theRace(study: RecordedStudy): Worksheet {
	const a = bySeed(study, FIRST);
	const b = bySeed(study, SECOND);
	const differences = differencesBySeed(a, b);
	const { mean, low, high } = studentInterval(differences);
	const deviation = Math.sqrt(sampleVariance(differences));
	const half = high - mean;
	const seeds = [...a.keys()];
	const best = differences.indexOf(Math.max(...differences));
	const holdsZero = low <= 0 && high >= 0;
	return {
		slug: 'the-race',
		title: 'Does the lead hold?',
		minutes: 20,
		parts: [
			{
				kind: 'text',
				text: `Test accuracy in percent, dark materials, ${seeds.length} seeds, from the recorded study of ${study.date}. The same seed means the same pictures in the same order.`
			},
			{
				kind: 'table',
				ask: `First look at seed ${seeds[best]} alone. Which first layer would you choose? Then work out all differences and their mean.`,
				head: ['seed', ...seeds.map(String), 'mean'],
				rows: [
					['learned table', ...[...a.values()].map((x) => digits(x, 2)), ''],
					['fixed dither', ...[...b.values()].map((x) => digits(x, 2)), ''],
					['difference', ...differences.map((x) => blank(digits(x, 2))), blank(digits(mean, 2))]
				]
			},
			{
				kind: 'table',
				ask: `Student’s interval: mean ± ${T_OF_FIVE} · s / √5, with s the standard deviation of the five differences (square the distances from the mean, add, divide by 4, take the root).`,
				head: ['s', `${T_OF_FIVE} · s / √5`, 'from', 'to'],
				rows: [
					[blank(digits(deviation, 2)), blank(digits(half, 2)), blank(digits(low, 2)), blank(digits(high, 2))]
				]
			},
			{
				kind: 'write',
				ask: '“The learned table is better.” May you say so? If not: may you say that they are equal?',
				lines: 3,
				answer: holdsZero
					? `Neither. The interval holds zero, so “better” is not shown. It also holds ${digits(high, 1)}, so “equal” is not shown. More seeds would tell.`
					: `The interval from ${digits(low, 1)} to ${digits(high, 1)} does not hold zero: it is shown, at 95%, if this was the question from the start.`
			},
			{
				kind: 'table',
				ask: 'An interval goes from the smallest to the largest of n results, which fall to either side of the truth by a coin. How often does it miss? (All on one side.)',
				head: ['seeds', 'misses, in percent'],
				rows: [2, 3, 5].map((n) => [given(n), blank(digits(100 * missShare(n), 2))])
			},
			{
				kind: 'table',
				ask: 'So many first layers race, all equally good, and every pair is looked at with an honest 95% interval. How many pairs will look different?',
				head: ['first layers', 'pairs', 'expected to look different'],
				rows: LAYERS.map((n) => {
					const pairs = (n * (n - 1)) / 2;
					return [given(n), blank(pairs), blank(digits(pairs * MISSES, 2))];
				})
			}
		]
	};
}
