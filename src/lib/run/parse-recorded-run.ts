/** A recorded run out of a file: refuses what the drawing code would stumble over. Pure. */
import * as v from 'valibot';
import { parseConfig } from '#lib/core/config.ts';
import type { RecordedRun } from './recorded-run.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const recordedRunSchema = v.object({
	format: v.literal('awep-run'),
	version: v.literal(1),
	config: v.unknown(),
	date: v.string(),
	codeVersion: v.string(),
	backend: v.string(),
	dataName: v.string(),
	dataHash: v.string(),
	classNames: v.array(v.string()),
	losses: v.array(v.number()),
	evaluations: v.array(
		v.object({
			step: count,
			accuracy: fraction,
			count,
			answers: v.array(count),
			confidences: v.array(fraction)
		})
	),
	table: v.array(v.object({ step: count, changes: v.string() })),
	samples: v.object({ indices: v.array(count), labels: v.array(count) }),
	final: v.object({
		testAccuracy: fraction,
		validationAccuracy: fraction,
		confusion: v.array(count),
		snapshotHash: v.string(),
		stepsPerSecond: v.number()
	})
});

/**
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseRecordedRun(data: unknown): RecordedRun {
	const result = v.safeParse(recordedRunSchema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`recorded run.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	return { ...result.output, config: parseConfig(result.output.config) };
}
