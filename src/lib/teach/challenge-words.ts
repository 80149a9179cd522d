/** How an attempt at the challenge stands, in words: one sentence for pupils and teachers alike. Pure. */
import type { Attempt, ChallengeRule } from './challenge.ts';

/** A lead in points of 100: "+5.3", "−0.8". */
export const pointsText = (fraction: number): string =>
	`${fraction < 0 ? '−' : '+'}${Math.abs(100 * fraction).toFixed(1)}`;

export const bitsText = (bits: number): string => `${bits} ${bits === 1 ? 'bit' : 'bits'}`;

/** The standing in two words, for a table. */
export const STANDING_WORDS = {
	reached: 'reached',
	ahead: 'not shown yet',
	behind: 'not reached',
	begun: 'begun'
} as const satisfies Record<Attempt['standing'], string>;

const list = (items: readonly (string | number)[]): string =>
	items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

export function attemptInWords(
	{ standing, interval, leads, missing, contradicted, receipts }: Attempt,
	rule: ChallengeRule
): string {
	const range = interval && `${pointsText(interval.low)} to ${pointsText(interval.high)}`;
	const warning =
		contradicted.length > 0
			? ` Two receipts of seed ${list(contradicted)} name different networks: a replay will say which is true.`
			: '';
	switch (standing) {
		case 'reached':
			return `Reached: ${pointsText(interval?.mean ?? 0)} points on average over ${rule.seeds.length} seeds, and the whole interval, ${range}, lies above the naive layer.${warning}`;
		case 'ahead':
			return `Ahead on average by ${pointsText(interval?.mean ?? 0)} points, but the interval, ${range}, holds zero: these seeds do not show it.${warning}`;
		case 'behind':
			return `Not reached: ${pointsText(interval?.mean ?? 0)} points on average (${range}).${warning}`;
		case 'begun':
			return `Begun: ${list(receipts.map(({ config }, i) => `seed ${config.seed} is ${pointsText(leads[i])} points from the naive layer`))}. Seed ${list(missing)} ${missing.length === 1 ? 'is' : 'are'} still to run.${warning}`;
		default:
			return standing satisfies never;
	}
}
