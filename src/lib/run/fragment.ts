/**
 * The lab's settings as the part of a link after the #: `v1&encoding=pixel-embedding&d=10&...`.
 *
 * A link may come from anywhere. What it says that is unknown or out of range is named and left at its default; it can
 * never do more than choose settings.
 */
import {
	DEFAULT_SETTINGS,
	SETTING_RANGES,
	fitsSetting,
	type LabEncoding,
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
	'all-float': true
} satisfies Record<LabEncoding, true>);

/** What a link's words mean: a number with its range, or a choice of words. */
const KEYS = {
	encoding: { setting: 'encoding', choices: ENCODINGS },
	d: { setting: 'wordLength' },
	bits: { setting: 'bits', choices: [1, 2] },
	init: { setting: 'init', choices: ['linear', 'dither'] },
	data: { setting: 'data', choices: ['materials', 'cifar-10'] },
	light: { setting: 'light' },
	seed: { setting: 'seed' },
	steps: { setting: 'steps' },
	batch: { setting: 'batchSize' },
	rate: { setting: 'learningRate' },
	'table-rate': { setting: 'tableLearningRate' },
	smoothing: { setting: 'tableSmoothing' },
	value: { setting: 'value' }
} as const satisfies Record<
	string,
	| { setting: NumberSetting }
	| { setting: Exclude<keyof LabSettings, NumberSetting>; choices: readonly (string | number)[] }
>;

type Key = keyof typeof KEYS;

export interface ParsedFragment {
	readonly settings: LabSettings;
	/** One sentence for each thing that was ignored. */
	readonly problems: readonly string[];
}

/** The fragment, without its #. */
export function writeFragment(settings: LabSettings): string {
	const pairs = (Object.keys(KEYS) as Key[]).map((key) => `${key}=${settings[KEYS[key].setting]}`);
	return [VERSION, ...pairs].join('&');
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
	for (const pair of pairs) {
		if (pair === '') continue;
		const cut = pair.indexOf('=');
		const key = cut < 0 ? pair : pair.slice(0, cut);
		const word = cut < 0 ? '' : pair.slice(cut + 1);
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
	// Every value was checked against its own setting above.
	return { settings: { ...DEFAULT_SETTINGS, ...(found as Partial<LabSettings>) }, problems };
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
