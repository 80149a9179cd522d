/** The words of the lab's lists: each encoding and table start with its name and one line on what it is. Data only. */
import type { DataChoice, TrainConfig } from '#lib/core/config.ts';
import {
	entryBits,
	wordLengthOf,
	type Encoding,
	type EncodingKind,
	type TableInit
} from '#lib/core/encoding.ts';
import { ENGLISH_WORDS, later, type Words } from '#lib/language/language.ts';
import type { LabView } from '#lib/run/lab-settings.ts';

export const ENCODING_CHOICES: readonly { kind: EncodingKind; name: string; what: string }[] = [
	{
		kind: 'pixel-embedding',
		name: later('Pixel embedding (learned)'),
		what: later('a table of words, trained with the network')
	},
	{
		kind: 'naive',
		name: later('Naive rounding'),
		what: later('the nearest level, repeated to fill the word')
	},
	{
		kind: 'dither',
		name: later('Dither'),
		what: later('the nearest level, each entry with its thresholds moved a little')
	},
	{
		kind: 'quantile-dither',
		name: later('Quantile dither'),
		what: later('a dither whose thresholds lie where the training pictures have their values')
	},
	{
		kind: 'thermometer',
		name: later('Thermometer'),
		what: later('one-bit comparisons with evenly spaced thresholds')
	},
	{ kind: 'bit-planes', name: later('Bit-planes'), what: later('the eight binary digits of the value') },
	{
		kind: 'float-first',
		name: later('Float first layer'),
		what: later('the 8-bit value itself, into a first layer in float')
	},
	{ kind: 'all-float', name: later('All float'), what: later('nothing quantized anywhere, for comparison') },
	{ kind: 'custom', name: later('Your own'), what: later('a formula or a file that you give') }
];

/** An encoding's name in the lists above, before it is translated. */
export const encodingName = (kind: EncodingKind): string =>
	ENCODING_CHOICES.find((choice) => choice.kind === kind)?.name ?? kind;

/** An encoding in a few words: "Dither, 4 × 2 bits". */
export function encodingInWords(encoding: Encoding, { t, plural }: Words = ENGLISH_WORDS): string {
	const name =
		encoding.kind === 'custom'
			? t('Your own ({name})', { name: encoding.name })
			: t(encodingName(encoding.kind));
	if (encoding.kind === 'all-float' || encoding.kind === 'float-first') return name;
	return plural(entryBits(encoding), '{name}, {length} × {n} bit', '{name}, {length} × {n} bits', {
		name,
		length: wordLengthOf(encoding)
	});
}

/** A light in words: "dark", "bright", "light 0.35". */
export function lightInWords(light: number, { t, plain }: Words = ENGLISH_WORDS): string {
	if (light === 0) return t('dark');
	return light === 1 ? t('bright') : t('light {light}', { light: plain(light) });
}

/** Which pictures, in a few words: "materials, dark", "own pictures 12ab34cd". */
export function picturesInWords(data: DataChoice, words: Words = ENGLISH_WORDS): string {
	switch (data.kind) {
		case 'materials':
			return words.t('materials, {light}', { light: lightInWords(data.light, words) });
		case 'cifar-10':
			return 'CIFAR-10';
		case 'own':
			return words.t('own pictures {hash}', { hash: data.hash.slice(0, 8) });
		default:
			return data satisfies never;
	}
}

/** A run in a few words, as a name for it. */
export function runInWords(
	{ encoding, data, steps, seed }: TrainConfig,
	words: Words = ENGLISH_WORDS
): string {
	return words.t('{encoding}; {pictures}; {steps} steps, seed {seed}', {
		encoding: encodingInWords(encoding, words),
		pictures: picturesInWords(data, words),
		steps: words.grouped(steps),
		seed
	});
}

/** The lab's parts, with the words on their tabs. */
export const VIEW_CHOICES: readonly { view: LabView; name: string }[] = [
	{ view: 'training', name: later('Training') },
	{ view: 'answers', name: later('Answers') },
	{ view: 'inside', name: later('Inside') },
	{ view: 'runs', name: later('Runs') },
	{ view: 'race', name: later('Race') },
	{ view: 'pictures', name: later('Pictures') },
	{ view: 'take', name: later('Take away') },
	{ view: 'open', name: later('Open') }
];

export const INIT_CHOICES: readonly { init: TableInit; name: string }[] = [
	{ init: 'linear', name: later('Linear: every entry is plain rounding') },
	{ init: 'dither', name: later('Dither: thresholds already staggered') }
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
