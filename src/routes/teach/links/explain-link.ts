/** What a class link does, in sentences. It believes nothing of the link that the pages themselves would not. */
import { readFragment } from '#lib/run/fragment.ts';
import { splitPreset } from '#lib/run/preset-part.ts';
import {
	MAX_PUPIL_NUMBER,
	RULED_SETTINGS,
	firstChapter,
	keptTo,
	readPreset,
	type ClassPreset,
	type Rule
} from '#lib/teach/preset.ts';
import { SETTING_NAMES, isUsual, valueInWords } from './setting-words.ts';

export interface ExplainedLink {
	readonly preset: ClassPreset | null;
	/** What the link does. */
	readonly does: readonly string[];
	/** What of it is not understood, and left out. */
	readonly problems: readonly string[];
}

/** Longer texts are no links of this site. */
const MAX_LINK_CHARACTERS = 8000;

/** @param link an address, or the part of one after the # */
export function explainLink(link: string): ExplainedLink {
	const none = { preset: null, does: [] };
	if (link.length > MAX_LINK_CHARACTERS)
		return { ...none, problems: [`This text has more than ${MAX_LINK_CHARACTERS} characters.`] };
	const fragment = link.trim().replace(/^[^#]*#/, '');
	const { state, preset: part } = splitPreset(fragment);
	const { preset, problems } = readPreset(part);
	if (part === null) return { ...none, problems: ['This link holds no class preset.'] };
	const read = /^v\d+(&|$)/.test(state) ? readFragment(state) : null;
	if (!preset) return { ...none, problems };
	const standing = read ? keptTo(preset, read.settings) : null;
	const moved = standing
		? RULED_SETTINGS.filter((setting) => standing[setting] !== preset.start[setting])
		: [];
	return {
		preset,
		does: [
			...explainPreset(preset),
			...(standing && moved.length > 0
				? [
						`It was copied later: by then ${listed(moved.map((each) => `${SETTING_NAMES[each]} stood at ${valueInWords(each, standing)}`))}.`
					]
				: [])
		],
		problems: [...problems, ...(read?.problems ?? [])]
	};
}

/** What a preset does, a sentence for each thing. */
export function explainPreset(preset: ClassPreset): string[] {
	const { title, task, start, eachSeed, limit } = preset;
	const chapter = firstChapter(preset);
	const ruled = (rule: Rule): string[] =>
		RULED_SETTINGS.filter(
			(setting) => preset.rules[setting] === rule && !(setting === 'seed' && eachSeed)
		).map((setting) => `${SETTING_NAMES[setting]} at ${valueInWords(setting, start)}`);
	const free = RULED_SETTINGS.filter((setting) => !preset.rules[setting] && !isUsual(setting, start));
	const begins = free
		.filter((setting) => !(setting === 'seed' && eachSeed))
		.map((setting) => `${SETTING_NAMES[setting]} at ${valueInWords(setting, start)}`);
	return [
		`On top of the page stands “Set by your teacher”${title ? `, and the title “${title}”` : ''}.`,
		...(task ? [`The task reads: “${task}”`] : []),
		...(chapter ? [`Pupils are asked to begin with chapter ${chapter.number}, ${chapter.title}.`] : []),
		...(ruled('locked').length > 0 ? [`Shown but locked: ${listed(ruled('locked'))}.`] : []),
		...(ruled('hidden').length > 0 ? [`Hidden: ${listed(ruled('hidden'))}.`] : []),
		...(begins.length > 0 ? [`Free to change, but begins elsewhere: ${listed(begins)}.`] : []),
		...(eachSeed
			? [
					`Each pupil types a number from 1 to ${MAX_PUPIL_NUMBER}; the seed is ${start.seed} plus that number.`
				]
			: []),
		...(limit === null
			? []
			: [
					`The lab says whether a word has at most ${limit} ${limit === 1 ? 'bit' : 'bits'} for a pixel value.`
				])
	];
}

const listed = (parts: readonly string[]): string => parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
