/**
 * A class preset: what a teacher sets for the lab and for the chapters, as the last part of a link:
 * `preset=1&title=Week%203&light=0&lock=light&hide=rate.smoothing`. In the lab the settings as they stand come before it.
 *
 * A link may come from anywhere. What it says that is unknown or out of range is named and left out; a preset can never do
 * more than choose settings, show two short texts, and hide or lock controls. It is no lock against a pupil who edits the link.
 */
import { parseEncoding } from '#lib/core/parse-spec.ts';
import { CHAPTERS, type ChapterEntry } from '#lib/course/chapters.ts';
import {
	readFragment,
	settingOfWord,
	wordOfSetting,
	writeFragment,
	type NamedSetting
} from '#lib/run/fragment.ts';
import { DEFAULT_SETTINGS, SETTING_RANGES, configOf, type LabSettings } from '#lib/run/lab-settings.ts';

export const PRESET_VERSION = 1;
/** Longer presets are refused whole, before anything is read from them. */
export const MAX_PRESET_CHARACTERS = 2048;
export const MAX_TITLE_CHARACTERS = 80;
export const MAX_TASK_CHARACTERS = 300;
/** The highest number in the class that a pupil may type. */
export const MAX_PUPIL_NUMBER = 999;
/** Bits for one pixel value: one of the three colours of a pixel. */
export const LIMIT_BITS = { min: 1, max: 32 } as const;

/** The settings that a preset can hide or lock: those that make a run. */
export const RULED_SETTINGS = [
	'encoding',
	'wordLength',
	'bits',
	'init',
	'data',
	'light',
	'steps',
	'seed',
	'batchSize',
	'learningRate',
	'tableLearningRate',
	'tableSmoothing',
	'tableShare'
] as const satisfies readonly NamedSetting[];
export type RuledSetting = (typeof RULED_SETTINGS)[number];
/** `hidden`: not shown; `locked`: shown, but not to be changed. Either way its value is the preset's. */
export type Rule = 'hidden' | 'locked';
export type Rules = Readonly<Partial<Record<RuledSetting, Rule>>>;

export interface ClassPreset {
	/** The class or the exercise; empty for none. Text, never markup. */
	readonly title: string;
	/** What to do, in a sentence or two; empty for none. */
	readonly task: string;
	/** The slug of the chapter to begin with; null for none. */
	readonly chapter: string | null;
	/** Where the lab's settings begin. */
	readonly start: LabSettings;
	readonly rules: Rules;
	/** Whether each pupil has a seed of their own: the start's seed plus the number they type. */
	readonly eachSeed: boolean;
	/** The most bits that a word may have, for one pixel value; null for no limit. */
	readonly limit: number | null;
}

export const NO_PRESET: ClassPreset = {
	title: '',
	task: '',
	chapter: null,
	start: DEFAULT_SETTINGS,
	rules: {},
	eachSeed: false,
	limit: null
};

export interface ReadPreset {
	/** Null where the text holds none, or none that can be read. */
	readonly preset: ClassPreset | null;
	/** One sentence for each thing that was left out. */
	readonly problems: readonly string[];
}

/** As much of a strange word as a notice repeats. */
const QUOTED = 40;
/** Control characters, half characters, and those that turn the direction of writing; joiners, which some scripts need, stay. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The fragment of a page in this state under this preset. */
export function withPreset(state: string, preset: ClassPreset | null): string {
	return [state, preset ? writePreset(preset) : ''].filter((part) => part !== '').join('&');
}

/** The preset as the part of a link that `readPreset` reads; settings at their defaults are not said. */
export function writePreset(preset: ClassPreset): string {
	const usual = new Set(writeFragment(DEFAULT_SETTINGS).split('&'));
	const ruled = (rule: Rule): string =>
		RULED_SETTINGS.filter((setting) => preset.rules[setting] === rule)
			.map(wordOfSetting)
			.join('.');
	const own: Record<OwnWord, string> = {
		title: encodeURIComponent(plainText(preset.title)),
		task: encodeURIComponent(plainText(preset.task)),
		chapter: preset.chapter ?? '',
		hide: ruled('hidden'),
		lock: ruled('locked'),
		'each-seed': preset.eachSeed ? '1' : '',
		limit: preset.limit === null ? '' : String(preset.limit)
	};
	return [
		`preset=${PRESET_VERSION}`,
		...Object.entries(own)
			.filter(([, value]) => value !== '')
			.map(([word, value]) => `${word}=${value}`),
		...writeFragment(preset.start)
			.split('&')
			.filter((pair) => !usual.has(pair))
	].join('&');
}

const OWN_WORDS = ['title', 'task', 'chapter', 'hide', 'lock', 'each-seed', 'limit'] as const;
type OwnWord = (typeof OWN_WORDS)[number];
const isOwnWord = (word: string): word is OwnWord => (OWN_WORDS as readonly string[]).includes(word);

/**
 * The preset that a part of a link holds.
 * @param text as `splitPreset` gives it: from `preset=` on
 */
export function readPreset(text: string | null): ReadPreset {
	if (text === null) return { preset: null, problems: [] };
	if (text.length > MAX_PRESET_CHARACTERS)
		return refused(`it is longer than ${MAX_PRESET_CHARACTERS} characters`);
	const [first, ...pairs] = text.split('&');
	if (first !== `preset=${PRESET_VERSION}`)
		return refused(`it is version “${quote(first.slice(7))}”, and this page reads ${PRESET_VERSION}`);

	const problems: string[] = [];
	const own = new Map<OwnWord, string>();
	const settings: string[] = [];
	for (const pair of pairs) {
		const [, word, value] = /^([^=]*)=?(.*)$/s.exec(pair) ?? ['', pair, ''];
		if (!isOwnWord(word)) settings.push(pair);
		else if (own.has(word)) problems.push(`“${word}” is given twice; the first counts.`);
		else own.set(word, value);
	}
	const lab = readFragment(['v1', ...settings].join('&'));
	const eachSeed = readFlag(own.get('each-seed'), problems);
	const preset = {
		title: readText('title', own.get('title'), MAX_TITLE_CHARACTERS, problems),
		task: readText('task', own.get('task'), MAX_TASK_CHARACTERS, problems),
		chapter: readChapter(own.get('chapter'), problems),
		start: eachSeed ? withRoomForPupils(lab.settings, problems) : lab.settings,
		rules: {
			...readRules('hide', 'hidden', own.get('hide'), problems),
			...readRules('lock', 'locked', own.get('lock'), problems)
		},
		eachSeed,
		limit: readLimit(own.get('limit'), problems)
	};
	return { preset, problems: [...problems, ...lab.problems] };
}

/**
 * Settings that keep to a preset: what it hides or locks has its value, and where each pupil has a seed it is one that a
 * pupil can have. Settings that make no run under the preset, such as a formula for longer words, give way to its start.
 */
export function keptTo(preset: ClassPreset, settings: LabSettings): LabSettings {
	const fixed: (keyof LabSettings)[] = RULED_SETTINGS.filter((setting) => preset.rules[setting]);
	// A code of the teacher's own fits its own word length and bits alone; pictures have a fingerprint.
	if (preset.rules.encoding && preset.start.encoding === 'custom') fixed.push(...CUSTOM_CODE);
	if (preset.rules.data && preset.start.ownHash !== '') fixed.push('ownHash');
	const kept: LabSettings = {
		...settings,
		...Object.fromEntries(fixed.map((setting) => [setting, preset.start[setting]])),
		...(preset.eachSeed
			? { seed: pupilNumber(preset, settings) > 0 ? settings.seed : preset.start.seed }
			: {})
	};
	return makesRun(kept) ? kept : { ...preset.start, seed: kept.seed };
}

const CUSTOM_CODE = ['customBy', 'formula', 'digits', 'wordLength', 'bits'] as const;

function makesRun(settings: LabSettings): boolean {
	try {
		parseEncoding(configOf(settings).encoding);
		return true;
	} catch {
		// A formula with a mistake at this length, or a file's table of another length.
		return false;
	}
}

/** The number that gave these settings their seed, 1 to `MAX_PUPIL_NUMBER`; 0 while none was typed. */
export function pupilNumber(preset: ClassPreset, settings: LabSettings): number {
	const number = settings.seed - preset.start.seed;
	return number >= 1 && number <= MAX_PUPIL_NUMBER ? number : 0;
}

/** The seed of the pupil with this number: anyone can check it by adding. */
export function pupilSeed(preset: ClassPreset, number: number): number {
	if (!Number.isInteger(number) || number < 1 || number > MAX_PUPIL_NUMBER)
		throw new RangeError(
			`a pupil's number must be a whole number from 1 to ${MAX_PUPIL_NUMBER}, got ${number}`
		);
	return preset.start.seed + number;
}

/** The chapter that a preset begins with; null for none. */
export function firstChapter(preset: ClassPreset): ChapterEntry | null {
	return CHAPTERS.find(({ slug }) => slug === preset.chapter) ?? null;
}

/** How a setting stands under a preset; null where it is free, as those that make no run always are. */
export function ruleOf(preset: ClassPreset | null, setting: NamedSetting): Rule | null {
	const ruled = RULED_SETTINGS.find((each) => each === setting);
	if (!preset || !ruled) return null;
	const rule = preset.rules[ruled] ?? null;
	// The number that a pupil types gives the seed.
	return setting === 'seed' && preset.eachSeed && rule === null ? 'locked' : rule;
}

function refused(reason: string): ReadPreset {
	return { preset: null, problems: [`The class preset in this link was not read: ${reason}.`] };
}

/** A malformed % sequence stays as it is. */
function decoded(word: string): string {
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}

function readText(name: string, word: string | undefined, atMost: number, problems: string[]): string {
	if (word === undefined) return '';
	const text = decoded(word);
	if (text.search(UNSEEN) >= 0)
		problems.push(`The ${name} holds characters that cannot be seen; they were left out.`);
	const characters = [...plainText(text)];
	if (characters.length <= atMost) return characters.join('');
	problems.push(`The ${name} is longer than ${atMost} characters and was cut there.`);
	return characters.slice(0, atMost).join('').trim();
}

/** One line of text as it can be seen. */
function plainText(text: string): string {
	return text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

function readChapter(word: string | undefined, problems: string[]): string | null {
	if (word === undefined) return null;
	if (CHAPTERS.some(({ slug }) => slug === word)) return word;
	problems.push(`There is no chapter “${quote(word)}”.`);
	return null;
}

function readRules(word: string, rule: Rule, list: string | undefined, problems: string[]): Rules {
	if (list === undefined) return {};
	const rules: Partial<Record<RuledSetting, Rule>> = {};
	for (const name of list.split('.')) {
		const setting = settingOfWord(name);
		const ruled = RULED_SETTINGS.find((each) => each === setting);
		if (ruled) rules[ruled] = rule;
		else problems.push(`The lab has no control “${quote(name)}” to ${word}.`);
	}
	return rules;
}

function readFlag(word: string | undefined, problems: string[]): boolean {
	if (word === undefined || word === '1') return word === '1';
	problems.push(`“each-seed” must be 1, not “${quote(word)}”.`);
	return false;
}

function readLimit(word: string | undefined, problems: string[]): number | null {
	if (word === undefined) return null;
	const bits = /^\d{1,2}$/.test(word) ? Number(word) : NaN;
	if (bits >= LIMIT_BITS.min && bits <= LIMIT_BITS.max) return bits;
	problems.push(
		`“limit” must be a whole number of bits from ${LIMIT_BITS.min} to ${LIMIT_BITS.max}, not “${quote(word)}”.`
	);
	return null;
}

/** The highest number of a pupil must still give a seed. */
function withRoomForPupils(settings: LabSettings, problems: string[]): LabSettings {
	const highest = SETTING_RANGES.seed.max - MAX_PUPIL_NUMBER;
	if (settings.seed <= highest) return settings;
	problems.push(
		`“seed” must be at most ${highest} where each pupil has one of their own, not “${settings.seed}”.`
	);
	return { ...settings, seed: SETTING_RANGES.seed.default };
}

function quote(word: string): string {
	return word.length > QUOTED ? `${word.slice(0, QUOTED)}…` : word;
}
