/** A timing's result as data: for files, for the clipboard, and for a link that shows it on another machine. Pure. */
import * as v from 'valibot';
import { medianInterval } from '#lib/core/statistics.ts';
import { CONTESTANTS, NAMED_RATIOS } from '#lib/engines/timing/contestants.ts';
import { pairedRatios, timesOf, type TimedSample } from '#lib/engines/timing/ratios.ts';

export interface ResultRow {
	readonly id: string;
	/** Microseconds a picture. */
	readonly median: number;
	readonly low: number;
	readonly high: number;
	readonly samples: number;
}

export interface RatioRow {
	readonly name: string;
	readonly median: number;
	readonly low: number;
	readonly high: number;
}

export interface SpeedResult {
	readonly format: 'awep-speed';
	readonly version: 1;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** The browser's own words for itself. */
	readonly browser: string;
	/** Logical processors, 0 where the browser does not say. */
	readonly cores: number;
	/** The graphics driver's name; empty where there is none. */
	readonly renderer: string;
	/** The clock's step, milliseconds. */
	readonly clockMs: number;
	/** Pictures in one batch. */
	readonly pictures: number;
	readonly rows: readonly ResultRow[];
	readonly ratios: readonly RatioRow[];
}

const US = 1000;
const short = (x: number): number => Number(x.toPrecision(4));

/** Median times a picture of everyone who has samples. */
export function resultRows(samples: readonly TimedSample[], pictures: number): ResultRow[] {
	return CONTESTANTS.flatMap(({ id }) => {
		const times = timesOf(samples, id).map((ms) => (US * ms) / pictures);
		if (times.length === 0) return [];
		const { median, low, high, count } = medianInterval(times);
		return [{ id, median: short(median), low: short(low), high: short(high), samples: count }];
	});
}

/** Every named ratio that both sides have samples for; among forms of a layer, the one with the smaller median is `below`. */
export function ratioRows(samples: readonly TimedSample[]): RatioRow[] {
	return NAMED_RATIOS.flatMap(({ name, above, below }) => {
		const medians = below
			.map((id) => ({ id, times: timesOf(samples, id) }))
			.filter(({ times }) => times.length > 0)
			.map(({ id, times }) => ({ id, median: medianInterval(times).median }));
		if (medians.length === 0) return [];
		const best = medians.reduce((a, b) => (b.median < a.median ? b : a));
		const ratios = pairedRatios(samples, above, best.id);
		if (ratios.length === 0) return [];
		const { median, low, high } = medianInterval(ratios);
		return [{ name, median: short(median), low: short(low), high: short(high) }];
	});
}

const positive = v.pipe(v.number(), v.minValue(0), v.finite());
const text = v.pipe(v.string(), v.maxLength(300));
const schema = v.strictObject({
	format: v.literal('awep-speed'),
	version: v.literal(1),
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
	browser: text,
	cores: positive,
	renderer: text,
	clockMs: positive,
	pictures: positive,
	rows: v.pipe(
		v.array(v.strictObject({ id: text, median: positive, low: positive, high: positive, samples: positive })),
		v.maxLength(CONTESTANTS.length)
	),
	ratios: v.pipe(
		v.array(v.strictObject({ name: text, median: positive, low: positive, high: positive })),
		v.maxLength(NAMED_RATIOS.length)
	)
});

/** In the fragment of a link, after this. */
const KEY = 'result=';

/** The fragment of a link that shows a result. */
export const resultFragment = (result: SpeedResult): string =>
	KEY + btoa(encodeURIComponent(JSON.stringify(result))).replaceAll('=', '');

/**
 * @param fragment of an address, with or without its #
 * @returns null where it holds no result
 * @throws TypeError when it holds one that cannot be read
 */
export function readResult(fragment: string): SpeedResult | null {
	const at = fragment.replace(/^#/, '');
	if (!at.startsWith(KEY)) return null;
	let data: unknown;
	try {
		data = JSON.parse(decodeURIComponent(atob(at.slice(KEY.length))));
	} catch {
		throw new TypeError('the result in this link is cut short or was changed');
	}
	const parsed = v.safeParse(schema, data);
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw new TypeError(`the result in this link: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
	}
	return parsed.output;
}

/** One line a sample, for a spreadsheet. */
export function samplesCsv(samples: readonly TimedSample[], pictures: number): string {
	const lines = samples.map(
		({ id, worker, round, ms }) => `${id},${worker + 1},${round + 1},${short((US * ms) / pictures)}`
	);
	return ['contestant,worker,round,microseconds a picture', ...lines].join('\n') + '\n';
}
