/** The words of the lab's lists: each encoding and table start with its name and one line on what it is. Data only. */
import type { DataChoice, TrainConfig } from '#lib/core/config.ts';
import {
	entryBits,
	wordLengthOf,
	type Encoding,
	type EncodingKind,
	type TableInit
} from '#lib/core/encoding.ts';
import type { LabView } from '#lib/run/lab-settings.ts';

export const ENCODING_CHOICES: readonly { kind: EncodingKind; name: string; what: string }[] = [
	{
		kind: 'pixel-embedding',
		name: 'Pixel embedding (learned)',
		what: 'a table of words, trained with the network'
	},
	{ kind: 'naive', name: 'Naive rounding', what: 'the nearest level, repeated to fill the word' },
	{
		kind: 'dither',
		name: 'Dither',
		what: 'the nearest level, each entry with its thresholds moved a little'
	},
	{
		kind: 'quantile-dither',
		name: 'Quantile dither',
		what: 'a dither whose thresholds lie where the training pictures have their values'
	},
	{ kind: 'thermometer', name: 'Thermometer', what: 'one-bit comparisons with evenly spaced thresholds' },
	{ kind: 'bit-planes', name: 'Bit-planes', what: 'the eight binary digits of the value' },
	{
		kind: 'float-first',
		name: 'Float first layer',
		what: 'the 8-bit value itself, into a first layer in float'
	},
	{ kind: 'all-float', name: 'All float', what: 'nothing quantized anywhere, for comparison' },
	{ kind: 'custom', name: 'Your own', what: 'a formula or a file that you give' }
];

/** An encoding's name in the lists above. */
export const encodingName = (kind: EncodingKind): string =>
	ENCODING_CHOICES.find((choice) => choice.kind === kind)?.name ?? kind;

/** An encoding in a few words: "Dither, 4 × 2 bits". */
export function encodingInWords(encoding: Encoding): string {
	const name = encoding.kind === 'custom' ? `Your own (${encoding.name})` : encodingName(encoding.kind);
	if (encoding.kind === 'all-float' || encoding.kind === 'float-first') return name;
	const bits = entryBits(encoding);
	return `${name}, ${wordLengthOf(encoding)} × ${bits} ${bits === 1 ? 'bit' : 'bits'}`;
}

/** A light in words: "dark", "bright", "light 0.35". */
export function lightInWords(light: number): string {
	if (light === 0) return 'dark';
	return light === 1 ? 'bright' : `light ${light}`;
}

/** Which pictures, in a few words: "materials, dark", "own pictures 12ab34cd". */
export function picturesInWords(data: DataChoice): string {
	switch (data.kind) {
		case 'materials':
			return `materials, ${lightInWords(data.light)}`;
		case 'cifar-10':
			return 'CIFAR-10';
		case 'own':
			return `own pictures ${data.hash.slice(0, 8)}`;
		default:
			return data satisfies never;
	}
}

/** A run in a few words, as a name for it. */
export function runInWords({ encoding, data, steps, seed }: TrainConfig): string {
	return `${encodingInWords(encoding)}; ${picturesInWords(data)}; ${steps.toLocaleString('en')} steps, seed ${seed}`;
}

/** The lab's parts, with the words on their tabs. */
export const VIEW_CHOICES: readonly { view: LabView; name: string }[] = [
	{ view: 'training', name: 'Training' },
	{ view: 'answers', name: 'Answers' },
	{ view: 'inside', name: 'Inside' },
	{ view: 'runs', name: 'Runs' },
	{ view: 'race', name: 'Race' },
	{ view: 'pictures', name: 'Pictures' },
	{ view: 'take', name: 'Take away' },
	{ view: 'open', name: 'Open' }
];

export const INIT_CHOICES: readonly { init: TableInit; name: string }[] = [
	{ init: 'linear', name: 'Linear: every entry is plain rounding' },
	{ init: 'dither', name: 'Dither: thresholds already staggered' }
];

/** Which settings an encoding uses. */
export function usedBy(kind: EncodingKind): { wordLength: boolean; bits: boolean; table: boolean } {
	switch (kind) {
		case 'pixel-embedding':
			return { wordLength: true, bits: true, table: true };
		case 'naive':
		case 'dither':
		case 'quantile-dither':
		case 'custom':
			return { wordLength: true, bits: true, table: false };
		case 'thermometer':
			return { wordLength: true, bits: false, table: false };
		case 'bit-planes':
		case 'float-first':
		case 'all-float':
			return { wordLength: false, bits: false, table: false };
		default:
			return kind satisfies never;
	}
}
