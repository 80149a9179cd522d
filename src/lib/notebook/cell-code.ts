/**
 * One cell's source: what it defines and uses, and the function that the sandbox runs in its place.
 *
 * Plain JavaScript, read by acorn and never rewritten: the last expression becomes the cell's value, the cell's own names are
 * handed on, and guards are put in (guarded-source.ts). Line numbers stay those of the source. Nothing here runs a cell.
 */
import { parse, type Program } from 'acorn';
import { programNames } from './free-names.ts';
import { GUARD, GUARD_PRELUDE } from './guard-text.ts';
import { guardsOf, insert, type Insertion } from './guarded-source.ts';

/** What the reader wrote cannot be run, and why. */
export interface CellFault {
	/** One sentence or two. */
	readonly message: string;
	/** From 1; null where it concerns the whole cell. */
	readonly line: number | null;
}

export interface CellCode {
	/** Names that other cells may use. */
	readonly defines: readonly string[];
	/** Names from outside: other cells', the library's, the language's. */
	readonly uses: ReadonlySet<string>;
	/** Those of them that the cell assigns to, which no other cell's name may be. */
	readonly assigns: ReadonlySet<string>;
	/** The body of an async function of `inputs` and the guards; answers [value, { names }]. */
	readonly body: string;
}

export type ReadCell =
	{ readonly ok: true; readonly code: CellCode } | { readonly ok: false; readonly fault: CellFault };

/** Longer cells are refused whole. */
export const MAX_CELL_CHARACTERS = 100_000;

/** The name under which a body keeps its last expression; cells may not define it, nor the one that brings their inputs. */
const VALUE = '$value';
const OURS = [VALUE, '$inputs'];

const refuse = (message: string, line: number | null): ReadCell => ({ ok: false, fault: { message, line } });

/** acorn ends its messages with (line:column); the line is said apart. */
const withoutPlace = (message: string): string => message.replace(/ \(\d+:\d+\)$/, '');

function parsed(source: string): Program | CellFault {
	try {
		return parse(source, {
			ecmaVersion: 'latest',
			sourceType: 'module',
			allowAwaitOutsideFunction: true,
			locations: true
		});
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		const { line } = (error as SyntaxError & { loc?: { line: number } }).loc ?? { line: null };
		return { message: `This cannot be read: ${withoutPlace(error.message)}.`, line };
	}
}

const NO_IMPORT = 'A cell imports nothing: the library is there already, and the network is closed.';

/** Statements that a cell may not hold, with the reason. */
function closed(program: Program): CellFault | null {
	for (const node of program.body) {
		const line = node.loc?.start.line ?? null;
		if (node.type.startsWith('Import')) return { message: NO_IMPORT, line };
		if (node.type.startsWith('Export'))
			return {
				message: 'A cell needs no export: every name at its top can be used by the other cells.',
				line
			};
	}
	return null;
}

/**
 * @param reserved names of the library, which a cell may use and not redefine
 */
export function readCell(source: string, reserved: ReadonlySet<string>): ReadCell {
	if (source.length > MAX_CELL_CHARACTERS)
		return refuse(
			`A cell has at most ${MAX_CELL_CHARACTERS} characters; this one has ${source.length}.`,
			null
		);
	if (source.includes(GUARD)) return refuse(`“${GUARD}” belongs to the notebook. Choose another name.`, null);
	const program = parsed(source);
	if (!('body' in program)) return { ok: false, fault: program };
	const fault = closed(program);
	if (fault) return { ok: false, fault };

	const { declared, free, assigned, importLine } = programNames(program);
	if (importLine !== null) return refuse(NO_IMPORT, importLine);
	const taken = declared.find((name) => reserved.has(name) || OURS.includes(name));
	if (taken !== undefined) return refuse(`“${taken}” belongs to the library. Choose another name.`, null);
	const changed = [...assigned].find((name) => reserved.has(name));
	if (changed !== undefined)
		return refuse(`“${changed}” belongs to the library and cannot be changed.`, null);

	return {
		ok: true,
		code: { defines: declared, uses: free, assigns: assigned, body: bodyOf(source, program, declared) }
	};
}

function bodyOf(source: string, program: Program, declared: readonly string[]): string {
	const { before, after } = valueOf(source, program);
	const body = insert(source, [...before, ...guardsOf(program), ...after]);
	const value = before.length > 0 ? VALUE : 'undefined';
	return `${GUARD_PRELUDE} ${body}\nreturn [${value}, { ${declared.join(', ')} }];`;
}

/** What makes the last expression a value with a name; nothing where the last statement is none. */
function valueOf(source: string, program: Program): Readonly<Record<'before' | 'after', Insertion[]>> {
	const last = program.body.at(-1);
	if (last?.type !== 'ExpressionStatement') return { before: [], after: [] };
	const ends = source[last.end - 1] === ';';
	return {
		// The statement with its brackets, which the expression alone leaves out.
		before: [{ at: last.start, text: `const ${VALUE} = (` }],
		after: [ends ? { at: last.end - 1, text: '\n)' } : { at: last.end, text: '\n);' }]
	};
}
