/** The study's command line. Refuses what it does not know, and says what it expected. */
import { parseArgs } from 'node:util';
import { NAMED_ENCODINGS, namedEncoding, type Encoding } from '#lib/core/encoding.ts';
import { CONFIG_RANGES } from '#lib/core/config.ts';
import { STUDY_PLANS } from './study-plans.ts';

export const USAGE = `npm run study -- [options]

Trains one network for every encoding and seed with the page's own training code, and prints a table.

  --data materials | cifar10:DIR   pictures: made here, or the .bin files of a folder      [materials]
  --light bright | dark | 0..1     exposure of the materials; CIFAR-10 is darkened         [bright]
  --encodings A,B,...              ${Object.keys(NAMED_ENCODINGS).join(', ')}
                                                          [naive2,float-first,pixel-embedding]
  --steps N                        optimizer steps                                         [${CONFIG_RANGES.steps.default}]
  --seeds LIST                     such as 1 or 1,2,3 or 1-5                               [1]
  --batch N                        pictures a step                                         [${CONFIG_RANGES.batchSize.default}]
  --learning-rate X, --table-learning-rate X, --smoothing X        as in the lab
  --word-length D, --bits B, --init linear | dither                the pixel embedding's
  --check-integer                  fold each network to integers; fail unless all its answers are the same
  --out FILE.json                  write the results
  --record FILE.json               write the whole run, as pages show it (one encoding, one seed)
  --network FILE.lbn               with --record: write its network as integers (encodings with a table)

  --plan NAME                      carry out a recorded study instead, into static/runs/study-NAME.json; finished runs
                                   wait in .cache, so that it goes on where it was stopped:
                                   ${Object.keys(STUDY_PLANS).join(', ')}
  --summary                        write what the recorded studies say into content/data and the README
  --share K/N                      with --plan: this process takes every N-th run from the K-th on     [1/1]
  --help`;

export interface StudyArguments {
	/** "materials" or "cifar10:DIR". */
	readonly data: string;
	readonly light: number;
	readonly encodings: readonly { readonly name: string; readonly encoding: Encoding }[];
	readonly seeds: readonly number[];
	readonly steps: number;
	readonly batchSize: number;
	readonly learningRate: number | undefined;
	readonly tableLearningRate: number | undefined;
	readonly tableSmoothing: number | undefined;
	/** Fold every network and compare its answers on all test pictures. */
	readonly checkInteger: boolean;
	readonly out: string | undefined;
	readonly record: string | undefined;
	readonly network: string | undefined;
	/** A recorded study to carry out; all that is above but `data` is then left aside. */
	readonly plan: string | undefined;
	/** Only write the summary of what is recorded. */
	readonly summary: boolean;
	readonly share: { readonly first: number; readonly every: number };
}

function number(text: string | undefined, option: string): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value))
		throw new RangeError(`--${option} must be a number, got "${text}"`);
	return value;
}

function lightOf(text: string): number {
	if (text === 'bright') return 1;
	if (text === 'dark') return 0;
	const value = number(text, 'light') as number;
	if (value < 0 || value > 1) throw new RangeError(`--light must be bright, dark or 0..1, got "${text}"`);
	return value;
}

/** "1,4-6" is 1, 4, 5, 6. */
function seedsOf(text: string): number[] {
	return text.split(',').flatMap((part) => {
		const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
		const first = Number(match?.[1]);
		const last = Number(match?.[2] ?? match?.[1]);
		if (!match || last < first || last > CONFIG_RANGES.seed.max || last - first > 999)
			throw new RangeError(`--seeds must look like 1 or 1,2,3 or 1-5, got "${text}"`);
		return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	});
}

/** "2/3" is every third run from the second on. */
function shareOf(text: string): StudyArguments['share'] {
	const [part, parts] = (/^(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []).map(Number);
	if (!(part >= 1 && part <= parts)) throw new RangeError(`--share must look like 1/2 or 2/2, got "${text}"`);
	return { first: part - 1, every: parts };
}

/**
 * @returns null when help was asked for
 * @throws Error naming the option, what was expected and what came
 */
export function studyArguments(argv: readonly string[]): StudyArguments | null {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...argv],
		options: {
			...{ data: text, light: text, encodings: text, steps: text, seeds: text, batch: text },
			...{ 'learning-rate': text, 'table-learning-rate': text, smoothing: text },
			...{ 'word-length': text, bits: text, init: text, out: text, record: text, network: text },
			...{ plan: text, share: text },
			'check-integer': { type: 'boolean' },
			summary: { type: 'boolean' },
			help: { type: 'boolean' }
		}
	});
	if (values.help) return null;
	const wordLength = number(values['word-length'], 'word-length');
	const bits = number(values.bits, 'bits');
	const encodings = (values.encodings ?? 'naive2,float-first,pixel-embedding').split(',').map((name) => {
		const encoding = namedEncoding(name.trim());
		if (encoding.kind !== 'pixel-embedding') return { name: name.trim(), encoding };
		const changed = {
			...encoding,
			...(wordLength === undefined ? {} : { wordLength }),
			...(bits === undefined ? {} : { bits }),
			...(values.init === undefined ? {} : { init: values.init })
		};
		// What was put in is checked with the rest of the config, where the limits are known.
		return { name: name.trim(), encoding: changed as Encoding };
	});
	const seeds = seedsOf(values.seeds ?? '1');
	if (values.record !== undefined && encodings.length * seeds.length !== 1)
		throw new RangeError(
			`--record takes one encoding and one seed, got ${encodings.length} and ${seeds.length}`
		);
	if (values.network !== undefined && values.record === undefined)
		throw new RangeError('--network goes with --record, which names the run it belongs to');
	return {
		data: values.data ?? 'materials',
		light: lightOf(values.light ?? 'bright'),
		encodings,
		seeds,
		steps: number(values.steps, 'steps') ?? CONFIG_RANGES.steps.default,
		batchSize: number(values.batch, 'batch') ?? CONFIG_RANGES.batchSize.default,
		learningRate: number(values['learning-rate'], 'learning-rate'),
		tableLearningRate: number(values['table-learning-rate'], 'table-learning-rate'),
		tableSmoothing: number(values.smoothing, 'smoothing'),
		checkInteger: values['check-integer'] ?? false,
		out: values.out,
		record: values.record,
		network: values.network,
		plan: values.plan,
		summary: values.summary ?? false,
		share: shareOf(values.share ?? '1/1')
	};
}
