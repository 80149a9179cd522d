/** What content/data/status.json must be: the collected reports of the tests. Null is "not run". */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Counted = v.strictObject({ passed: count, failed: count });
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const Browser = v.strictObject({
	/** As the tests call it, such as `firefox without graphics`. */
	name: v.string(),
	version: v.nullable(v.string()),
	passed: count,
	failed: count,
	/** How many pages were opened. */
	pages: v.nullable(count),
	/** SHA-256 of the training pictures, and of the networks trained from the receipts, as this browser found them. */
	dataHashes: v.array(Hash),
	networkHashes: v.array(Hash),
	engines: v.array(v.strictObject({ engine: v.string(), equal: count, total: count }))
});

const Fault = v.strictObject({
	fault: v.string(),
	browser: v.string(),
	survived: v.boolean(),
	lost: v.string(),
	recovery: v.string()
});

const score = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
/** Scores of Lighthouse, of 100, over the pages it opened: of performance, and the lowest of its three others. */
const Lighthouse = v.strictObject({
	version: v.string(),
	browser: v.string(),
	date: v.pipe(v.string(), v.isoDate()),
	machine: v.string(),
	/** Loads of every page, whose median counts. */
	rounds: count,
	kinds: v.array(
		v.strictObject({
			preset: v.picklist(['desktop', 'mobile']),
			pages: count,
			lowest: score,
			lowestPage: v.string(),
			median: score,
			others: score,
			/** The highest load average of the machine meanwhile, Lighthouse's own load included: another job lowers the scores. */
			busiest: v.number()
		})
	)
});

const Status = v.strictObject({
	commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,40}$/)),
	date: v.pipe(v.string(), v.isoDate()),
	machine: v.string(),
	tests: v.strictObject({
		unit: v.nullable(Counted),
		site: v.nullable(Counted),
		endToEnd: v.nullable(Counted),
		browsers: v.nullable(Counted)
	}),
	browsers: v.nullable(v.array(Browser)),
	madeUp: v.nullable(v.strictObject({ tests: count, cases: count })),
	faults: v.nullable(v.array(Fault)),
	access: v.nullable(v.strictObject({ pages: count, modes: v.array(v.string()), violations: count })),
	lighthouse: v.nullable(Lighthouse)
});
export type Status = v.InferOutput<typeof Status>;

/** @throws TypeError that names the field */
export function parseStatus(file: unknown): Status {
	const parsed = v.safeParse(Status, file);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw new TypeError(`status.json: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

/** Whether all browsers trained the same networks from the same pictures. False where one found none. */
export function sameHashes(browsers: Status['browsers']): boolean {
	if (!browsers || browsers.length === 0) return false;
	const found = browsers.map(({ dataHashes, networkHashes }) => [...dataHashes, ...networkHashes].join());
	return found[0] !== '' && found.every((each) => each === found[0]);
}

/** Numbers of all engines in all browsers: how many were compared with the reference, and how many were equal. */
export function comparedCells(browsers: Status['browsers']): { equal: number; total: number } | null {
	if (!browsers) return null;
	const all = browsers.flatMap(({ engines }) => engines);
	return {
		equal: all.reduce((sum, { equal }) => sum + equal, 0),
		total: all.reduce((sum, { total }) => sum + total, 0)
	};
}
