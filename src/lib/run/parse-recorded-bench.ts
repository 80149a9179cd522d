/** A recorded timing out of a file: refuses what a figure would stumble over. Pure. */
import * as v from 'valibot';
import type { RecordedBench } from './recorded-bench.ts';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const median = { median: positive, low: positive, high: positive };

const schema = v.object({
	format: v.literal('awep-bench'),
	version: v.literal(1),
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
	codeVersion: text,
	processor: text,
	cores: count,
	browser: text,
	inference: v.object({
		simd: text,
		exact: v.pipe(v.array(v.object({ engine: text, equal: count, total: count })), v.minLength(1)),
		ratios: v.array(v.object({ name: text, ...median })),
		times: v.array(v.object({ id: text, ...median, samples: count })),
		peaks: v.object({ floatMacs: positive, signMacs: positive, readBytes: positive }),
		renderer: v.nullable(text),
		software: v.boolean(),
		pictures: positive,
		dropped: count
	})
});

/**
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseRecordedBench(data: unknown): RecordedBench {
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`recorded bench.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	const { exact, ratios, times } = result.output.inference;
	for (const { median, low, high, ...row } of [...ratios, ...times])
		if (low > median || median > high)
			throw new TypeError(
				`recorded bench: the median of ${'id' in row ? row.id : row.name} must lie in its interval, got ${low}, ${median}, ${high}`
			);
	const wrong = exact.find(({ equal, total }) => equal !== total || total === 0);
	if (wrong)
		throw new TypeError(
			`recorded bench: times count only where every number equals the reference's, got ${wrong.equal} of ${wrong.total} for ${wrong.engine}`
		);
	return result.output;
}
