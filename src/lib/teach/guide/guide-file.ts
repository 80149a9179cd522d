/**
 * What a teacher's guide, content/teach/NN-slug.md, says about itself: its head, its parts, and the clock of its lesson.
 * It refuses a guide that lacks a part or whose minutes do not add up, so that the build stops.
 */
import * as v from 'valibot';
import { readFields, terms } from '#lib/course/front-matter.ts';
import { LENGTHS } from './lesson-lengths.ts';

const sentence = v.pipe(v.string(), v.minLength(3, 'it is too short'));

const GuideFields = v.strictObject({
	/** Glossary ids of what pupils should know before. */
	prerequisites: terms,
	/** Who works with whom. */
	grouping: sentence,
	/** What has to be in the room. */
	materials: sentence
});

/** Second-level headings that each guide has, in this order. */
export const PARTS = [
	'What they can do afterwards',
	'The lesson',
	'What they will believe',
	'Questions to talk about',
	'On paper',
	'Five minutes, no devices',
	'Younger and older',
	'What can go wrong'
] as const;

export const LEAST_QUESTIONS = 6;
export const LEAST_MISCONCEPTIONS = 3;
/** Every question says what it asks for. */
export const KINDS = ['Recall', 'Apply', 'Argue'] as const;

export interface LessonStep {
	readonly title: string;
	/** Minutes in the short lesson; 0: it is left out there. */
	readonly short: number;
	/** Minutes in the long lesson. */
	readonly long: number;
}

export interface Guide extends v.InferOutput<typeof GuideFields> {
	readonly steps: readonly LessonStep[];
	readonly misconceptions: readonly string[];
	/** How many questions of each kind. */
	readonly questions: Readonly<Record<(typeof KINDS)[number], number>>;
}

/** The text under each second-level heading. */
export function partsOf(text: string): Map<string, string> {
	const [, ...parts] = text.split(/^## +/m);
	return new Map(
		parts.map((part) => {
			const end = part.indexOf('\n');
			return [part.slice(0, end).trim(), part.slice(end + 1)];
		})
	);
}

function stepsOf(lesson: string): LessonStep[] {
	return [...lesson.matchAll(/<Step\s([^>]*)>/g)].map(([tag, attributes]) => {
		const title = /title="([^"]+)"/.exec(attributes)?.[1];
		const long = /long=\{(\d+)\}/.exec(attributes)?.[1];
		if (title === undefined || long === undefined)
			throw new TypeError(`a step has a title and its minutes in the long lesson, got ${tag}`);
		return { title, short: Number(/short=\{(\d+)\}/.exec(attributes)?.[1] ?? 0), long: Number(long) };
	});
}

function requireSum(steps: readonly LessonStep[], of: 'short' | 'long', minutes: number): void {
	const sum = steps.reduce((total, step) => total + step[of], 0);
	if (sum !== minutes)
		throw new TypeError(`the steps of the lesson of ${minutes} minutes take ${sum} minutes`);
}

/**
 * @param source the whole file
 * @throws TypeError that says what is missing or wrong
 */
export function readGuide(source: string): Guide {
	const { fields, text } = readFields(source, GuideFields);
	const parts = partsOf(text);
	const found = [...parts.keys()];
	if (found.join('|') !== PARTS.join('|'))
		throw new TypeError(`a guide's parts are ${PARTS.join(', ')}; got ${found.join(', ')}`);
	const part = (name: (typeof PARTS)[number]): string => parts.get(name) ?? '';
	const steps = stepsOf(part('The lesson'));
	requireSum(steps, 'short', LENGTHS[0]);
	requireSum(steps, 'long', LENGTHS[1]);
	const believed = part('What they will believe')
		.split(/^### +/m)
		.slice(1);
	if (believed.length < LEAST_MISCONCEPTIONS)
		throw new TypeError(`a guide has ${LEAST_MISCONCEPTIONS} misconceptions or more, got ${believed.length}`);
	const loose = believed.find((each) => !/\]\(\.\.\/\.\.\/\.\.\//.test(each));
	if (loose !== undefined)
		throw new TypeError(`a misconception links to what breaks it: “${loose.split('\n')[0]}”`);
	const count = (kind: string): number =>
		[...part('Questions to talk about').matchAll(new RegExp(`^\\d+\\. \\*\\*${kind}\\.\\*\\*`, 'gm'))].length;
	const questions = { Recall: count('Recall'), Apply: count('Apply'), Argue: count('Argue') };
	const all = questions.Recall + questions.Apply + questions.Argue;
	if (all < LEAST_QUESTIONS || Math.min(...Object.values(questions)) === 0)
		throw new TypeError(
			`a guide has ${LEAST_QUESTIONS} questions or more, of every kind (${KINDS.join(', ')}); got ${JSON.stringify(questions)}`
		);
	return { ...fields, steps, misconceptions: believed.map((each) => each.split('\n')[0]), questions };
}

/** Addresses that a guide's or a deck's text links to, each once. */
export const linksOf = (source: string): string[] => [
	...new Set([...source.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address]) => address))
];
