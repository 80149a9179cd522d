/** Values of the lab's store out of a file that anyone may have written. Pure. */
import * as v from 'valibot';
import { PIXEL_VALUES, wordLengthOf } from '#lib/core/encoding.ts';
import { parseConfig } from '#lib/core/config.ts';
import { decodeSnapshot } from '#lib/core/snapshot.ts';
import { MAX_NAME_LENGTH, type KeptRun } from './kept-run.ts';
import { MAX_FRAMES } from './frame-history.ts';
import type { Standing } from './standing.ts';

const MAX_CLASSES = 256;
const MAX_SAMPLES = 64;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const words = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));
const bytes = v.instance(Uint8Array);
const floats = v.instance(Float32Array);

const evaluations = v.array(
	v.object({ step: count, correct: count, count, answers: bytes, confidences: floats })
);
const frames = v.pipe(v.array(v.object({ step: count, levels: bytes })), v.maxLength(MAX_FRAMES));

const keptRun = v.object({
	version: v.literal(1),
	id: words(80),
	name: words(MAX_NAME_LENGTH),
	date: v.pipe(v.string(), v.isoTimestamp()),
	codeVersion: words(80),
	backend: v.picklist(['wasm', 'webgl']),
	config: v.unknown(),
	losses: floats,
	evaluations,
	frames,
	samples: v.object({ height: count, width: count, images: bytes, labels: bytes }),
	classNames: v.pipe(v.array(words(200)), v.minLength(2), v.maxLength(MAX_CLASSES)),
	result: v.object({
		step: count,
		testAccuracy: share,
		validationAccuracy: share,
		confusion: v.instance(Uint32Array),
		answers: v.object({ labels: bytes, classes: bytes, confidences: floats }),
		snapshotHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 is expected'))
	})
});

const standing = v.object({
	checkpoint: v.object({
		config: v.unknown(),
		step: count,
		state: v.instance(ArrayBuffer),
		dataHash: v.exactOptional(words(64))
	}),
	losses: v.array(v.number()),
	evaluations,
	frames
});

function parsed<S extends v.GenericSchema>(schema: S, data: unknown): v.InferOutput<S> {
	const result = v.safeParse(schema, data);
	if (result.success) return result.output;
	const issue = result.issues[0];
	throw new TypeError(`${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
}

/** @throws TypeError saying which, unless all hold */
function require(claims: Readonly<Record<string, boolean>>): void {
	for (const [expected, holds] of Object.entries(claims)) if (!holds) throw new TypeError(expected);
}

function parseKeptRun(data: unknown): KeptRun {
	const { config: said, ...run } = parsed(keptRun, data);
	const config = parseConfig(said);
	const { samples, classNames, result } = run;
	const classes = classNames.length;
	const pictures = samples.labels.length;
	const { labels, classes: answers, confidences } = result.answers;
	require({
		'samples: three bytes a pixel are expected':
			samples.images.length === pictures * samples.height * samples.width * 3 && pictures <= MAX_SAMPLES,
		'result.confusion: a count for each pair of classes is expected':
			result.confusion.length === classes ** 2,
		'result.answers: a label, a class and a confidence for each picture are expected':
			labels.length === answers.length && labels.length === confidences.length,
		'answers: each must be one of the classes': [
			samples.labels,
			labels,
			answers,
			...run.evaluations.map((each) => each.answers)
		].every((list) => list.every((each) => each < classes)),
		'result.step: at most the steps of the settings are expected': result.step <= config.steps
	});
	requireFrames(run.frames, wordLengthOf(config.encoding));
	return { ...run, config };
}

function parseStanding(data: unknown): Standing {
	const { checkpoint, ...shown } = parsed(standing, data);
	const config = parseConfig(checkpoint.config);
	require({
		'checkpoint.step: at most the steps of the settings are expected': checkpoint.step <= config.steps
	});
	requireFrames(shown.frames, wordLengthOf(config.encoding));
	return { ...shown, checkpoint: { ...checkpoint, config } };
}

function requireFrames(list: readonly { readonly levels: Uint8Array }[], wordLength: number): void {
	require({
		'frames: a level for each pixel value and place of the word is expected': list.every(
			({ levels }) => levels.length === PIXEL_VALUES * wordLength
		)
	});
}

/** What becomes of a kept value that is brought back. */
export interface BroughtBack {
	readonly key: string;
	readonly value: unknown;
}

/**
 * One value of the lab's store. An unfinished run is put aside: the one that stands in the lab now keeps its place.
 * @param key as in the store: run:ID, network:ID, standing:TAB or aside:ID
 * @throws TypeError naming the key, what was expected and what came
 */
export function parseKeptValue(key: string, value: unknown): BroughtBack {
	try {
		const [, kind, id] = /^(run|network|standing|aside)(?::(.+))?$/.exec(key) ?? [];
		switch (kind) {
			case 'run': {
				const run = parseKeptRun(value);
				require({ 'id: the one that its key names is expected': run.id === id });
				return { key, value: run };
			}
			case 'network':
				if (!(value instanceof Uint8Array)) throw new TypeError('the bytes of a network are expected');
				decodeSnapshot(value);
				return { key, value };
			case 'standing':
			case 'aside':
				return { key: `aside:${id ?? 'left'}`, value: parseStanding(value) };
			default:
				throw new TypeError('the lab keeps nothing under this name');
		}
	} catch (cause) {
		throw new TypeError(`${key}: ${(cause as Error).message}`);
	}
}
