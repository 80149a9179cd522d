/**
 * The lab's settings as the part of a link after the #: `v1&encoding=pixel-embedding&d=10&...`.
 *
 * A link may come from anywhere. What it says that is unknown or out of range is named and left at its default; it can
 * never do more than choose settings.
 */
import { MAX_CHARACTERS } from '#lib/core/expression.ts';
import { packDigits, tableOfFormula, unpackDigits } from '#lib/core/custom-table.ts';
import { PIXEL_VALUES, customEncoding, type EncodingKind } from '#lib/core/encoding.ts';
import {
	DEFAULT_SETTINGS,
	LAB_VIEWS,
	SETTING_RANGES,
	fitsSetting,
	type LabSettings,
	type NumberSetting
} from './lab-settings.ts';

/** Longer fragments are refused whole, before anything is read from them. */
export const MAX_FRAGMENT_BYTES = 2048;

const VERSION = 'v1';
/** As much of a strange word as a notice repeats. */
const QUOTED = 40;

/** Written as a record, so that the compiler misses an encoding that is added. */
const ENCODINGS = Object.keys({
	'pixel-embedding': true,
	naive: true,
	dither: true,
	'quantile-dither': true,
	thermometer: true,
	'bit-planes': true,
	'float-first': true,
	'all-float': true,
	custom: true
} satisfies Record<EncodingKind, true>);

/** What a link's words mean: a number with its range, or a choice of words. */
const KEYS = {
	encoding: { setting: 'encoding', choices: ENCODINGS },
	d: { setting: 'wordLength' },
	bits: { setting: 'bits', choices: [1, 2] },
	init: { setting: 'init', choices: ['linear', 'dither'] },
	data: { setting: 'data', choices: ['materials', 'cifar-10', 'own'] },
	light: { setting: 'light' },
	seed: { setting: 'seed' },
	steps: { setting: 'steps' },
	batch: { setting: 'batchSize' },
	rate: { setting: 'learningRate' },
	'table-rate': { setting: 'tableLearningRate' },
	smoothing: { setting: 'tableSmoothing' },
	share: { setting: 'tableShare' },
	mirror: { setting: 'mirror', choices: ['on', 'off'] },
	view: { setting: 'view', choices: LAB_VIEWS },
	value: { setting: 'value' }
} as const satisfies Record<
	string,
	| { setting: NumberSetting }
	| {
			setting: Exclude<keyof LabSettings, NumberSetting | CustomSetting>;
			choices: readonly (string | number)[];
	  }
>;
/**
 * Said only where the encoding is the reader's own, by one of the first two words below; where the pictures are, by the third; and
 * where the run begins with a network, by the last.
 */
type CustomSetting = 'customBy' | 'formula' | 'digits' | 'ownHash' | 'start';
const CUSTOM_KEYS = ['formula', 'table', 'pictures', 'start'] as const;
type CustomKey = (typeof CUSTOM_KEYS)[number];
const isCustomKey = (key: string): key is CustomKey => (CUSTOM_KEYS as readonly string[]).includes(key);

type Key = keyof typeof KEYS;

/** The settings that have a word in links, by that word. */
export type NamedSetting = (typeof KEYS)[Key]['setting'];

/** The setting that a link's word stands for; null for a word that stands for none. */
export function settingOfWord(word: string): NamedSetting | null {
	return Object.hasOwn(KEYS, word) ? KEYS[word as Key].setting : null;
}

/** The word of a setting in links. */
export function wordOfSetting(setting: NamedSetting): string {
	// Every setting of the type stands in the record.
	return (Object.keys(KEYS) as Key[]).find((key) => KEYS[key].setting === setting)!;
}

export interface ParsedFragment {
	readonly settings: LabSettings;
	/** One sentence for each thing that was ignored. */
	readonly problems: readonly string[];
}

/** The fragment, without its #. */
export function writeFragment(settings: LabSettings): string {
	const pairs = (Object.keys(KEYS) as Key[])
		// Links from before there was a choice do not say it, and mean the same.
		.filter((key) => key !== 'mirror' || settings.mirror === 'off')
		.map((key) => `${key}=${settings[KEYS[key].setting]}`);
	const pictures = settings.data === 'own' && settings.ownHash !== '' ? [`pictures=${settings.ownHash}`] : [];
	const start = settings.start === '' ? [] : [`start=${settings.start}`];
	return [VERSION, ...pairs, ...customPair(settings), ...pictures, ...start].join('&');
}

function customPair({ encoding, customBy, formula, digits }: LabSettings): string[] {
	if (encoding !== 'custom') return [];
	return [
		customBy === 'table' && digits !== ''
			? `table=${packDigits(digits)}`
			: `formula=${encodeURIComponent(formula)}`
	];
}

/**
 * Settings out of a fragment.
 * @param text with or without its #; a plain anchor such as `#content` means no settings
 */
export function readFragment(text: string): ParsedFragment {
	const fragment = text.replace(/^#/, '');
	if (!/[&=]/.test(fragment) && !/^v\d+$/.test(fragment)) return { settings: DEFAULT_SETTINGS, problems: [] };
	if (new TextEncoder().encode(fragment).length > MAX_FRAGMENT_BYTES)
		return refused(`it is longer than ${MAX_FRAGMENT_BYTES} bytes`);
	const [version, ...pairs] = fragment.split('&');
	if (version !== VERSION)
		return refused(`it starts with “${quote(version)}”, and this page reads ${VERSION}`);

	const problems: string[] = [];
	const found: Partial<Record<keyof LabSettings, string | number>> = {};
	const custom: Partial<Record<CustomKey, string>> = {};
	for (const pair of pairs) {
		if (pair === '') continue;
		const cut = pair.indexOf('=');
		const key = cut < 0 ? pair : pair.slice(0, cut);
		const word = cut < 0 ? '' : pair.slice(cut + 1);
		if (isCustomKey(key)) {
			custom[key] ??= word;
			continue;
		}
		if (!Object.hasOwn(KEYS, key)) {
			problems.push(`The lab has no setting “${quote(key)}”.`);
			continue;
		}
		const entry = KEYS[key as Key];
		if (entry.setting in found) {
			problems.push(`“${key}” is given twice; the first counts.`);
			continue;
		}
		const value = 'choices' in entry ? chosen(entry.choices, word) : numberIn(entry.setting, word);
		if (value === null) problems.push(`“${key}” ${expected(key as Key)}, not “${quote(word)}”.`);
		else found[entry.setting] = value;
	}
	const hashes = {
		ownHash: fingerprint('pictures', custom.pictures, problems),
		start: fingerprint('start', custom.start, problems)
	};
	// Every value was checked against its own setting above.
	const settings = { ...DEFAULT_SETTINGS, ...(found as Partial<LabSettings>), ...hashes };
	return { settings: withCustom(settings, custom, problems), problems };
}

/** The fingerprint of pictures or of a network, which a link cannot carry; empty where there is none. */
function fingerprint(key: CustomKey, hash: string | undefined, problems: string[]): string {
	if (hash === undefined || /^[0-9a-f]{64}$/.test(hash)) return hash ?? '';
	problems.push(`“${key}” must be a SHA-256 in 64 hexadecimal digits, not “${quote(hash)}”.`);
	return '';
}

/** The reader's own code, read once the word length and bits that it must fit are known. */
function withCustom(
	settings: LabSettings,
	{ formula, table }: Partial<Record<CustomKey, string>>,
	problems: string[]
): LabSettings {
	const { wordLength, bits } = settings;
	if (table !== undefined) {
		const digits = unpackDigits(table, PIXEL_VALUES * wordLength);
		try {
			if (digits === null) throw new RangeError(`it must hold ${PIXEL_VALUES * wordLength} levels`);
			customEncoding('table', { wordLength, bits, levels: Uint8Array.from(digits, Number) });
			return { ...settings, customBy: 'table', digits };
		} catch (cause) {
			problems.push(`The table in this link was not read: ${(cause as Error).message}.`);
		}
	}
	if (formula !== undefined) {
		const text = decoded(formula);
		const read =
			text.length > MAX_CHARACTERS
				? ({ kind: 'mistake', message: `it is longer than ${MAX_CHARACTERS} characters.` } as const)
				: tableOfFormula(text, wordLength, bits);
		if (read.kind === 'table') return { ...settings, customBy: 'formula', formula: text };
		problems.push(`The formula “${quote(text)}” was not read: ${read.message}`);
	}
	return settings;
}

/** A malformed % sequence stays as it is, and is then no formula. */
function decoded(word: string): string {
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}

function refused(reason: string): ParsedFragment {
	return { settings: DEFAULT_SETTINGS, problems: [`The settings in this link were not read: ${reason}.`] };
}

function chosen(choices: readonly (string | number)[], word: string): string | number | null {
	return choices.find((choice) => String(choice) === word) ?? null;
}

function numberIn(setting: NumberSetting, word: string): number | null {
	if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(word)) return null;
	const x = Number(word);
	return fitsSetting(setting, x) ? x : null;
}

function expected(key: Key): string {
	const entry = KEYS[key];
	if ('choices' in entry) return `must be ${entry.choices.join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
	const { min, max, whole } = SETTING_RANGES[entry.setting];
	return `must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
}

function quote(word: string): string {
	return word.length > QUOTED ? `${word.slice(0, QUOTED)}…` : word;
}
