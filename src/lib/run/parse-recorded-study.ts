/** A recorded study out of a file: refuses what drawing and replaying would stumble over. Pure. */
import * as v from 'valibot';
import { parseConfig } from '#lib/core/config.ts';
import { PIXEL_VALUES } from '#lib/core/encoding.ts';
import type { RecordedStudy } from './recorded-study.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits is expected'));

const schema = v.object({
	format: v.literal('awep-study'),
	version: v.literal(1),
	name: v.string(),
	title: v.string(),
	date: v.string(),
	codeVersion: v.string(),
	backend: v.literal('wasm'),
	dataName: v.string(),
	dataHash: hash,
	classNames: v.pipe(v.array(v.string()), v.minLength(2)),
	histogram: v.pipe(v.array(count), v.length(PIXEL_VALUES)),
	config: v.looseObject({}),
	encodings: v.record(v.string(), v.object({ encoding: v.unknown(), tableLearningRate: v.number() })),
	runs: v.array(
		v.object({
			encoding: v.string(),
			seed: count,
			testAccuracy: fraction,
			validationAccuracy: fraction,
			confusion: v.array(count),
			accuracies: v.array(fraction),
			losses: v.array(v.number()),
			snapshotHash: hash,
			table: v.array(v.object({ step: count, changes: v.string() })),
			integer: v.optional(v.object({ equal: count, total: count }))
		})
	)
});

/**
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseRecordedStudy(data: unknown): RecordedStudy {
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`recorded study.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	const study = result.output;
	for (const { encoding, seed, confusion } of study.runs) {
		if (!Object.hasOwn(study.encodings, encoding))
			throw new TypeError(`recorded study.runs: no encoding is called "${encoding}"`);
		const cells = study.classNames.length ** 2;
		if (confusion.length !== cells)
			throw new TypeError(
				`recorded study.runs: the confusion of ${encoding}, seed ${seed}, must have ${cells} cells, got ${confusion.length}`
			);
	}
	const configs = Object.entries(study.encodings).map(
		([name, { encoding, tableLearningRate }]) =>
			[name, parseConfig({ ...study.config, encoding, tableLearningRate, seed: 1 })] as const
	);
	if (configs.length === 0) throw new TypeError('recorded study.encodings: at least one is expected');
	const { data: pictures, steps, batchSize, learningRate, tableSmoothing } = configs[0][1];
	return {
		...study,
		config: { data: pictures, steps, batchSize, learningRate, tableSmoothing },
		encodings: Object.fromEntries(
			configs.map(([name, { encoding, tableLearningRate }]) => [name, { encoding, tableLearningRate }])
		)
	} as RecordedStudy;
}
