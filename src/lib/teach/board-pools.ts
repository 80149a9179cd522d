/**
 * A class's seeds together: receipts whose settings and pictures agree in everything but the seed, as one sample of what these settings
 * do. What contradicts itself, or did not survive a replay, stays out of the mean. Pure.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { studentInterval, type Interval } from '#lib/core/statistics.ts';
import type { HeldReceipt } from './board.ts';
import { settingsKey } from './challenge.ts';
import { grouped } from './grouped.ts';

export interface Pool {
	readonly key: string;
	/** Of one of its receipts: all agree but for the seed. */
	readonly config: TrainConfig;
	readonly dataName: string;
	readonly dataHash: string;
	/** One receipt a seed, in the order of the seeds. */
	readonly counted: readonly HeldReceipt[];
	/** Seeds of which receipts claim different networks or accuracies: none of them counts before a replay says which is true. */
	readonly contradicted: readonly number[];
	/** Receipts that a replay did not bear out. */
	readonly broken: number;
	/** Of the test accuracy, a fraction; an interval from two seeds on. Null where none counts. */
	readonly accuracy: (Pick<Interval, 'mean' | 'count'> & Partial<Interval>) | null;
}

/**
 * @param held every receipt of the class, each once
 * @param verdict what a replay said; null before there was one
 * @returns pools in the order in which they first came
 */
export function poolsOf(
	held: readonly HeldReceipt[],
	verdict: (receipt: HeldReceipt) => 'holds' | 'differs' | null
): Pool[] {
	const groups = grouped(held, ({ receipt }) => `${settingsKey(receipt.config)} ${receipt.dataHash}`);
	return [...groups].map(([key, own]) => poolOf(key, own, verdict));
}

function poolOf(key: string, own: readonly HeldReceipt[], verdict: Parameters<typeof poolsOf>[1]): Pool {
	const standing = own.filter((each) => verdict(each) !== 'differs');
	const bySeed = [...grouped(standing, ({ receipt }) => String(receipt.config.seed)).values()]
		// Once a replay has borne one out, it alone speaks for its seed.
		.map((each) =>
			each.some((one) => verdict(one) === 'holds') ? each.filter((one) => verdict(one) === 'holds') : each
		)
		.sort(([a], [b]) => a.receipt.config.seed - b.receipt.config.seed);
	const counted = bySeed.filter(({ length }) => length === 1).map(([only]) => only);
	const values = counted.map(({ receipt }) => receipt.testAccuracy);
	const [{ receipt }] = own;
	return {
		key,
		config: receipt.config,
		dataName: receipt.dataName,
		dataHash: receipt.dataHash,
		counted,
		contradicted: bySeed.filter(({ length }) => length > 1).map(([first]) => first.receipt.config.seed),
		broken: own.length - standing.length,
		accuracy:
			values.length === 0
				? null
				: values.length === 1
					? { mean: values[0], count: 1 }
					: studentInterval(values)
	};
}
