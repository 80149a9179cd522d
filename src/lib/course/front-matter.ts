/** The head of a chapter's file: `key: value` lines between two lines of dashes, and what each must be. */
import * as v from 'valibot';
import { GLOSSARY_IDS } from './glossary.ts';

/** Ids of the glossary. */
export const terms = v.array(
	v.pipe(
		v.string(),
		v.check(
			(id) => GLOSSARY_IDS.has(id),
			({ input }) => `the glossary has no “${input}”`
		)
	)
);

const FrontMatter = v.strictObject({
	title: v.pipe(v.string(), v.nonEmpty('it is empty')),
	/** One sentence, under the title and in search results. */
	summary: v.pipe(v.string(), v.regex(/^.{20,200}[.?!]$/u, 'it must be a sentence of 20 to 200 characters')),
	/** How long a first reading takes, widgets included. */
	minutes: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(40)),
	/** Glossary ids of what the reader should know. */
	prerequisites: terms,
	/** Glossary ids of what this chapter explains. */
	introduces: terms
});
export type FrontMatter = v.InferOutput<typeof FrontMatter>;

/** What a translation says anew; all else is the original's. */
const TranslatedHead = v.pick(FrontMatter, ['title', 'summary']);
export type TranslatedHead = v.InferOutput<typeof TranslatedHead>;

/** Cuts a file into its front matter's lines and the text after it. */
function cut(source: string): { lines: string[]; text: string } {
	const found = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(source);
	if (!found) throw new TypeError('a chapter starts with front matter between two lines of ---');
	return { lines: found[1].split(/\r?\n/), text: source.slice(found[0].length) };
}

/** A line's value: a list in brackets, a whole number, or text, in quotes or not. */
function valueOf(word: string): string | number | string[] {
	const list = /^\[(.*)\]$/.exec(word);
	if (list) return list[1].split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
	if (/^\d+$/.test(word)) return Number(word);
	return word.replace(/^(["'])(.*)\1$/, '$2');
}

/**
 * Reads a chapter's front matter.
 * @param source the whole file
 * @returns its fields, and the Markdown after them
 * @throws TypeError that names the field, what was expected and what came
 */
export function readFrontMatter(source: string): { fields: FrontMatter; text: string } {
	const { fields, text } = readFields(source, FrontMatter);
	return { fields, text };
}

/**
 * Reads the head of any file in this form.
 * @param schema what its fields must be
 * @throws TypeError that names the field, what was expected and what came
 */
export function readFields<Schema extends v.GenericSchema>(
	source: string,
	schema: Schema
): { fields: v.InferOutput<Schema>; text: string } {
	const { lines, text } = cut(source);
	const found: Record<string, unknown> = {};
	for (const line of lines) {
		if (line.trim() === '') continue;
		const pair = /^([a-z]+):\s*(.*)$/.exec(line);
		if (!pair) throw new TypeError(`front matter has one "key: value" on a line, got "${line}"`);
		if (pair[1] in found) throw new TypeError(`front matter has "${pair[1]}" twice`);
		found[pair[1]] = valueOf(pair[2].trim());
	}
	const parsed = v.safeParse(schema, found);
	if (parsed.success) return { fields: parsed.output, text };
	const said = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'front matter'}: ${issue.message}`);
	throw new TypeError(said.join('; '));
}

/** A translated chapter's file says only its title and its summary. */
export const readTranslatedHead = (source: string): { fields: TranslatedHead; text: string } =>
	readFields(source, TranslatedHead);
