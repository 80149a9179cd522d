/** The header of a run's file out of JSON that anyone may have written. Pure. */
import * as v from 'valibot';
import { parseConfig, type TrainConfig } from '#lib/core/config.ts';
import type { Backend } from '#lib/worker/protocol.ts';
import { MAX_FRAMES } from './frame-history.ts';

/** What a run's file says in words and small numbers; see RunFile. */
export interface RunHeader {
	readonly config: TrainConfig;
	readonly step: number;
	readonly date: string;
	readonly codeVersion: string;
	readonly backend: Backend;
	readonly dataName: string;
	readonly dataHash: string;
	readonly classNames: readonly string[];
	readonly evaluations: readonly {
		readonly step: number;
		readonly correct: number;
		readonly count: number;
		readonly answers: readonly number[];
		readonly confidences: readonly number[];
	}[];
	readonly result: {
		readonly testAccuracy: number;
		readonly validationAccuracy: number;
		readonly confusion: readonly number[];
	} | null;
	/** How many there are. */
	readonly losses: number;
	/** The step of each. */
	readonly frames: readonly number[];
	/** Lengths of two sections. */
	readonly bytes: { readonly snapshot: number; readonly state: number };
}

const MAX_CLASSES = 256;
const MAX_SAMPLES = 64;
const MAX_EVALUATIONS = 20_001;

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const count = whole(2 ** 32 - 1);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const words = (longest: number) => v.pipe(v.string(), v.maxLength(longest));

const schema = v.strictObject({
	config: v.unknown(),
	step: count,
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-01-31 is expected')),
	codeVersion: words(80),
	backend: v.picklist(['wasm', 'webgl']),
	dataName: words(200),
	dataHash: v.pipe(
		v.string(),
		v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits is expected, got something else')
	),
	classNames: v.pipe(v.array(words(200)), v.minLength(2), v.maxLength(MAX_CLASSES)),
	evaluations: v.pipe(
		v.array(
			v.strictObject({
				step: count,
				correct: count,
				count: v.pipe(count, v.minValue(1)),
				answers: v.pipe(v.array(whole(MAX_CLASSES - 1)), v.maxLength(MAX_SAMPLES)),
				confidences: v.pipe(v.array(share), v.maxLength(MAX_SAMPLES))
			})
		),
		v.maxLength(MAX_EVALUATIONS)
	),
	result: v.nullable(
		v.strictObject({ testAccuracy: share, validationAccuracy: share, confusion: v.array(count) })
	),
	losses: count,
	frames: v.pipe(v.array(count), v.maxLength(MAX_FRAMES)),
	bytes: v.strictObject({ snapshot: count, state: count })
});

/** @throws TypeError naming the field, what was expected and what came */
export function parseRunHeader(data: unknown): RunHeader {
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`${v.getDotPath(issue) ?? 'header'}: ${issue.message}`);
	}
	const header: RunHeader = { ...result.output, config: parseConfig(result.output.config) };
	requireAgreement(header);
	return header;
}

/** @throws TypeError when two fields contradict each other */
function requireAgreement({
	config,
	step,
	losses,
	frames,
	evaluations,
	result,
	classNames
}: RunHeader): void {
	if (step > config.steps) throw new TypeError(`step: at most ${config.steps} are taken, got ${step}`);
	if (losses > step) throw new TypeError(`losses: at most one a step is expected, got ${losses} of ${step}`);
	const inOrder = (steps: readonly number[]): boolean =>
		steps.every((each, i) => each <= step && (i === 0 || steps[i - 1] < each));
	if (!inOrder(frames)) throw new TypeError(`frames: rising steps up to ${step} are expected`);
	if (!inOrder(evaluations.map((each) => each.step)))
		throw new TypeError(`evaluations: rising steps up to ${step} are expected`);
	const wrong = evaluations.find((each) => each.correct > each.count);
	if (wrong) throw new TypeError(`evaluations: ${wrong.correct} of ${wrong.count} cannot be right`);
	const classes = classNames.length;
	if (evaluations.some(({ answers }) => answers.some((answer) => answer >= classes)))
		throw new TypeError(`evaluations: answers must be classes 0..${classes - 1}`);
	if (result && result.confusion.length !== classes ** 2)
		throw new TypeError(
			`result.confusion: ${classes ** 2} counts are expected, got ${result.confusion.length}`
		);
}
