/**
 * Notebooks as files: Jupyter's .ipynb (nbformat 4.5) and a plain .js in the percent format that editors fold into cells. Written
 * with the page's text and the reader's code; read back within bounds, as text in cells and nothing else.
 */
import type { NotebookPart } from './notebook-parts.ts';
import { MAX_CELLS, parseSavedCells, type SavedCells } from './saved-cells.ts';

export interface NotebookFile {
	readonly name: string;
	readonly title: string;
	readonly parts: readonly NotebookPart[];
	/** Every cell's code as it stands: first the page's, in the order of the parts, then those that were added. */
	readonly sources: readonly { readonly id: string; readonly source: string; readonly added: boolean }[];
}

/** Our key in a file's metadata. */
const OURS = 'a-word-for-every-pixel';
/** Larger files are refused unread. */
export const MAX_FILE_BYTES = 5_000_000;

type Block =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'code'; readonly id: string; readonly text: string };

/** Text and code in the page's order, then what was added. */
function blocks({ parts, sources, title }: NotebookFile): Block[] {
	const given = sources.filter(({ added }) => !added);
	let next = 0;
	const found: Block[] = [{ kind: 'text', text: `# ${title}` }];
	for (const part of parts) {
		if (part.kind === 'text') found.push({ kind: 'text', text: part.markdown });
		else {
			const cell = given[next++];
			if (cell) found.push({ kind: 'code', id: cell.id, text: cell.source });
		}
	}
	for (const { id, source, added } of sources) if (added) found.push({ kind: 'code', id, text: source });
	return found;
}

/** Jupyter keeps a text as a list of lines, each with its line break. */
const lines = (text: string): string[] => text.split(/(?<=\n)/);

export function toIpynb(file: NotebookFile): string {
	const cells = blocks(file).map((block, i) =>
		block.kind === 'text'
			? { cell_type: 'markdown', id: `text-${i}`, metadata: {}, source: lines(block.text) }
			: {
					cell_type: 'code',
					execution_count: null,
					id: block.id,
					metadata: {},
					outputs: [],
					source: lines(block.text)
				}
	);
	const metadata = {
		kernelspec: { display_name: 'JavaScript', language: 'javascript', name: 'javascript' },
		language_info: { name: 'javascript', file_extension: '.js', mimetype: 'text/javascript' },
		[OURS]: { version: 1, name: file.name }
	};
	return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

export function toScript(file: NotebookFile): string {
	const head = `// ${OURS} notebook: ${file.name}\n`;
	const body = blocks(file).map((block) =>
		block.kind === 'text'
			? `// %% [markdown]\n${block.text
					.split('\n')
					.map((line) => `// ${line}`.trimEnd())
					.join('\n')}\n`
			: `// %% ${block.id}\n${block.text}\n`
	);
	return [head, ...body].join('\n');
}

/** A cell as a file names it; null where the file does not know our names. */
interface FoundCell {
	readonly id: string | null;
	readonly source: string;
}

function savedFrom(name: string, cells: readonly FoundCell[]): SavedCells {
	if (cells.length > MAX_CELLS)
		throw new TypeError(`a notebook has at most ${MAX_CELLS} cells, this file has ${cells.length}`);
	const given = cells.filter(({ id }) => id !== null && /^cell-\d{1,3}$/.test(id));
	return parseSavedCells({
		version: 1,
		name,
		changed: Object.fromEntries(given.map(({ id, source }) => [id, source])),
		added: cells.filter((cell) => !given.includes(cell)).map(({ source }) => source)
	});
}

function fromIpynb(text: string, name: string): SavedCells {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw new TypeError('it is no JSON, which an .ipynb file is made of', { cause });
	}
	const { cells, metadata } = (json ?? {}) as { cells?: unknown; metadata?: Record<string, unknown> };
	if (!Array.isArray(cells))
		throw new TypeError('it has no list of cells, so it is no Jupyter notebook of version 4');
	const language =
		(metadata?.language_info as { name?: unknown } | undefined)?.name ??
		(metadata?.kernelspec as { language?: unknown } | undefined)?.language;
	if (typeof language === 'string' && !/^(javascript|js|typescript|ecmascript)/i.test(language))
		throw new TypeError(`its cells are written in ${language.slice(0, 40)}; cells here are JavaScript`);
	const from = (metadata?.[OURS] as { name?: unknown } | undefined)?.name;
	return savedFrom(
		name,
		cells.flatMap((cell): FoundCell[] => {
			const { cell_type, id, source } = (cell ?? {}) as Record<string, unknown>;
			if (cell_type !== 'code') return [];
			const joined = Array.isArray(source) ? source.join('') : source;
			if (typeof joined !== 'string') throw new TypeError('a cell of it has no source');
			return [{ id: from === name && typeof id === 'string' ? id : null, source: joined }];
		})
	);
}

function fromScript(text: string, name: string): SavedCells {
	const from = new RegExp(`^// ${OURS} notebook: ([a-z0-9-]+)$`, 'm').exec(text)?.[1];
	const pieces = text.split(/^\/\/ %%(.*)$/m);
	if (pieces.length === 1) return savedFrom(name, [{ id: null, source: text.trim() }]);
	const cells: FoundCell[] = [];
	for (let i = 1; i < pieces.length; i += 2) {
		const mark = pieces[i].trim();
		const source = pieces[i + 1].trim();
		if (mark.startsWith('[markdown]') || source === '') continue;
		cells.push({ id: from === name ? mark : null, source });
	}
	return savedFrom(name, cells);
}

/**
 * The cells of a file, for the notebook `name`: a file of this notebook puts each text into its own cell, any other one adds cells.
 * @throws TypeError that says what is wrong with the file
 */
export function fromFile(fileName: string, text: string, name: string): SavedCells {
	if (/\.ipynb$/i.test(fileName)) return fromIpynb(text, name);
	if (/\.(m?js|txt)$/i.test(fileName)) return fromScript(text, name);
	throw new TypeError('a notebook is an .ipynb or a .js file');
}
