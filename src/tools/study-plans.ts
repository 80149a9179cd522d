/** The recorded studies: which runs each is made of. Data only. */
import { NAMED_ENCODINGS, type Encoding, type TableInit } from '#lib/core/encoding.ts';

export interface StudyPlan {
	/** One sentence for the reader. */
	readonly title: string;
	readonly data: 'materials' | 'cifar-10';
	/** 0 dark, 1 bright. CIFAR-10 in the dark is darkened, see data/darken.ts. */
	readonly light: 0 | 1;
	readonly steps: number;
	readonly seeds: readonly number[];
	/** By the name under which the results are listed. */
	readonly encodings: Readonly<Record<string, Encoding>>;
	/** Encodings whose network of the first seed is kept in static/networks, for pages that look into one or time it. */
	readonly keep?: readonly string[];
	/** Those of them whose latent weights and batch norm are kept beside the integers: the pages that fold one. */
	readonly keepSnapshots?: readonly string[];
	/** Learned encodings whose latent table of the first seed is kept in static/runs, for figures that show a table before it is rounded. */
	readonly keepLatents?: readonly string[];
	/** Sigma of the table's gradient smoothing; the usual one where it is left out, 0 for none. */
	readonly tableSmoothing?: number;
}

const named = (...names: string[]): Record<string, Encoding> =>
	Object.fromEntries(names.map((name) => [name, NAMED_ENCODINGS[name]]));

const learned = (wordLength: number, bits: 1 | 2, init: TableInit): Encoding => ({
	kind: 'pixel-embedding',
	bits,
	wordLength,
	init
});

/** Every first layer, and the other start of the learned one. */
const ALL: Record<string, Encoding> = {
	...NAMED_ENCODINGS,
	'pixel-embedding from dither': learned(10, 2, 'dither')
};

/** Word lengths of the grid; METHOD's ten among them, so that the grid stands on its own. */
const LENGTHS = [1, 2, 4, 8, 10, 16];

/** Up to this length the start of a learned table matters: all its columns start equal, or each with a threshold of its own. */
const SHORT = 4;

const GRID: Record<string, Encoding> = Object.fromEntries(
	LENGTHS.flatMap((wordLength) =>
		([1, 2] as const).flatMap((bits): (readonly [string, Encoding])[] => {
			const size = `${wordLength} x ${bits} bit`;
			return [
				[`dither ${size}`, { kind: 'dither', bits, wordLength }],
				[`quantile-dither ${size}`, { kind: 'quantile-dither', bits, wordLength }],
				[`pixel-embedding ${size}`, learned(wordLength, bits, 'linear')],
				...(bits === 2 && wordLength <= SHORT
					? [[`pixel-embedding from dither ${size}`, learned(wordLength, bits, 'dither')] as const]
					: [])
			];
		})
	)
);

const CIFAR = named(
	'naive2',
	'naive2-wide',
	'dither',
	'quantile-dither',
	'pixel-embedding',
	'float-first',
	'all-float'
);

/** First layers of at most six bits a pixel: what the challenge is about (src/lib/teach/challenge.ts). */
const FEW_BITS: Record<string, Encoding> = {
	...named('naive1', 'naive2'),
	...Object.fromEntries(Object.entries(GRID).filter(([name]) => name.includes(' 1 x ')))
};

const FIVE = [1, 2, 3, 4, 5];
const THREE = [1, 2, 3];

export const STUDY_PLANS: Readonly<Record<string, StudyPlan>> = {
	'materials-bright': {
		title: 'Every first layer on the materials in bright light, 1,000 steps, five seeds.',
		...{ data: 'materials', light: 1, steps: 1000, seeds: FIVE, encodings: ALL },
		keep: ['pixel-embedding', 'naive2', 'bit-planes', 'float-first', 'all-float'],
		keepSnapshots: ['pixel-embedding']
	},
	'materials-dark': {
		title: 'Every first layer on the materials in the dark, 1,000 steps, five seeds.',
		...{ data: 'materials', light: 0, steps: 1000, seeds: FIVE, encodings: ALL },
		keepLatents: ['pixel-embedding']
	},
	'unsmoothed-dark': {
		title:
			'A learned table without gradient smoothing on the materials in the dark, 1,000 steps, five seeds.',
		...{ data: 'materials', light: 0, steps: 1000, seeds: FIVE, encodings: named('pixel-embedding') },
		tableSmoothing: 0
	},
	'cifar-10-bright': {
		title: 'Seven first layers on CIFAR-10, 3,000 steps, three seeds.',
		...{ data: 'cifar-10', light: 1, steps: 3000, seeds: THREE, encodings: CIFAR }
	},
	'cifar-10-dark': {
		title: 'Seven first layers on darkened CIFAR-10, 3,000 steps, three seeds.',
		...{ data: 'cifar-10', light: 0, steps: 3000, seeds: THREE, encodings: CIFAR }
	},
	'words-dark': {
		title: 'Word length and bits on the materials in the dark, 1,000 steps, three seeds.',
		...{ data: 'materials', light: 0, steps: 1000, seeds: THREE, encodings: GRID }
	},
	'words-bright': {
		title: 'Word length and bits on the materials in bright light, 1,000 steps, three seeds.',
		...{ data: 'materials', light: 1, steps: 1000, seeds: THREE, encodings: GRID }
	},
	challenge: {
		title: 'First layers of three and six bits a pixel on the materials in the dark, 300 steps, three seeds.',
		...{ data: 'materials', light: 0, steps: 300, seeds: THREE, encodings: FEW_BITS }
	}
};
