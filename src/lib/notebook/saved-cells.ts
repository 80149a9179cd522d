/**
 * The reader's text of a notebook as plain data: what autosave, links and files carry. It may come from anywhere, so it is read
 * within bounds, and can never be more than text in cells.
 */
import * as v from 'valibot';

/** Cells that a notebook may have. */
export const MAX_CELLS = 100;
const MAX_SOURCE = 100_000;
const MAX_TOTAL = 400_000;

const source = v.pipe(v.string(), v.maxLength(MAX_SOURCE));

const SavedSchema = v.strictObject({
	version: v.literal(1),
	/** The notebook that it was made from. */
	name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/)),
	/** Texts that differ from the page's, by the cell's id. */
	changed: v.pipe(
		v.record(v.pipe(v.string(), v.regex(/^cell-\d{1,3}$/)), source),
		v.check((all) => Object.keys(all).length <= MAX_CELLS, `a notebook has at most ${MAX_CELLS} cells`)
	),
	/** Cells that the reader added below the page's own, in order. */
	added: v.pipe(v.array(source), v.maxLength(MAX_CELLS))
});

export type SavedCells = v.InferOutput<typeof SavedSchema>;

/**
 * @throws TypeError that says what was expected and what came
 */
export function parseSavedCells(data: unknown): SavedCells {
	const parsed = v.safeParse(SavedSchema, data);
	if (!parsed.success) {
		const issue = parsed.issues[0];
		throw new TypeError(`${v.getDotPath(issue) ?? 'the notebook'}: ${issue.message}`);
	}
	const { changed, added } = parsed.output;
	const total = [...Object.values(changed), ...added].reduce((sum, text) => sum + text.length, 0);
	if (total > MAX_TOTAL) throw new TypeError(`a notebook has at most ${MAX_TOTAL} characters, got ${total}`);
	return parsed.output;
}

export const isUntouched = ({ changed, added }: SavedCells): boolean =>
	Object.keys(changed).length === 0 && added.length === 0;
