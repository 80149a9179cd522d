/** A learned table before it is rounded: the latents at the end of one recorded run, kept by `npm run study -- --plan NAME`. */
import * as v from 'valibot';
import { PIXEL_VALUES } from '#lib/core/encoding.ts';

const schema = v.strictObject({
	format: v.literal('awep-latents'),
	version: v.literal(1),
	study: v.string(),
	encoding: v.string(),
	seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
	step: v.pipe(v.number(), v.integer(), v.minValue(0)),
	date: v.string(),
	/** SHA-256 of the snapshot that they were read from. */
	snapshotHash: v.string(),
	wordLength: v.pipe(v.number(), v.integer(), v.minValue(1)),
	/** [256, wordLength], whole thousandths, 0..1000. */
	thousandths: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)))
});

export type RecordedLatents = v.InferOutput<typeof schema>;

/**
 * @param data a parsed file
 * @throws Error saying which part is no latents, or when the table has another size than its word length says
 */
export function parseRecordedLatents(data: unknown): RecordedLatents {
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const [issue] = result.issues;
		throw new TypeError(`latents: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
	}
	const { thousandths, wordLength } = result.output;
	if (thousandths.length !== PIXEL_VALUES * wordLength)
		throw new RangeError(
			`a table of word length ${wordLength} has ${PIXEL_VALUES * wordLength} latents, got ${thousandths.length}`
		);
	return result.output;
}
