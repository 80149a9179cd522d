import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, describe } from 'vitest';
import fc from 'fast-check';
import { fromFile, toIpynb, toScript, type NotebookFile } from '#lib/notebook/notebook-file.ts';
import { notebookParts } from '#lib/notebook/notebook-parts.ts';
import { readAutosave, writeAutosave } from '#lib/notebook/autosave.ts';
import { parseSavedCells, type SavedCells } from '#lib/notebook/saved-cells.ts';
import { readShareFragment, writeShareFragment } from '#lib/notebook/share-link.ts';

/** Streams take their turn on a busy machine. */
const PATIENCE = { timeout: 60_000 };

const MARKDOWN = `
<script lang="ts">
	import CodeCell from 'x';
</script>

First.

\`\`\`js cell
const a = 1;
\`\`\`

Between: \`code\`.

\`\`\`js
not a cell
\`\`\`

\`\`\`js cell
a +
	1
\`\`\`
`;
const parts = notebookParts(MARKDOWN);
const file: NotebookFile = {
	name: 'small',
	title: 'Small',
	parts,
	sources: [
		{ id: 'cell-1', source: 'const a = 2;\n// mine', added: false },
		{ id: 'cell-2', source: 'a + 1', added: false },
		{ id: 'own-1', source: 'a * 10', added: true }
	]
};
const back: SavedCells = {
	version: 1,
	name: 'small',
	changed: { 'cell-1': 'const a = 2;\n// mine', 'cell-2': 'a + 1' },
	added: ['a * 10']
};

test('a page’s Markdown is text and cells; other code belongs to the text', () => {
	expect(parts).toEqual([
		{ kind: 'text', markdown: 'First.' },
		{ kind: 'cell', source: 'const a = 1;' },
		{ kind: 'text', markdown: 'Between: `code`.\n\n```js\nnot a cell\n```' },
		{ kind: 'cell', source: 'a +\n\t1' }
	]);
});

describe('.ipynb', () => {
	test('has what nbformat 4.5 asks for', () => {
		const json = JSON.parse(toIpynb(file)) as {
			nbformat: number;
			nbformat_minor: number;
			cells: Record<string, unknown>[];
		};
		expect([json.nbformat, json.nbformat_minor]).toEqual([4, 5]);
		expect(json.cells.map(({ cell_type }) => cell_type)).toEqual([
			...['markdown', 'markdown', 'code', 'markdown', 'code', 'code']
		]);
		for (const each of json.cells) expect(each.id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
		expect(new Set(json.cells.map(({ id }) => id)).size).toBe(json.cells.length);
		expect(json.cells[2]).toMatchObject({
			execution_count: null,
			outputs: [],
			source: ['const a = 2;\n', '// mine']
		});
	});

	test('comes back into its own cells', () => {
		expect(fromFile('x.ipynb', toIpynb(file), 'small')).toEqual(back);
	});

	test('of another notebook adds cells', () => {
		expect(fromFile('x.ipynb', toIpynb(file), 'other')).toMatchObject({
			changed: {},
			added: ['const a = 2;\n// mine', 'a + 1', 'a * 10']
		});
	});

	test.each([
		['not json', /no JSON/],
		['[]', /no list of cells/],
		['{"cells":[],"metadata":{"language_info":{"name":"python"}}}', /written in python/],
		['{"cells":[{"cell_type":"code","source":7}]}', /has no source/],
		[JSON.stringify({ cells: Array(101).fill({ cell_type: 'code', source: '' }) }), /at most 100 cells/]
	])('%.40s is refused', (text, message) => {
		expect(() => fromFile('x.ipynb', text, 'small')).toThrow(message);
	});
});

describe('.js', () => {
	test('comes back into its own cells', () => {
		expect(fromFile('x.js', toScript(file), 'small')).toEqual(back);
	});

	test('without marks becomes one cell', () => {
		expect(fromFile('x.js', 'const b = 1;\nb\n', 'small')).toMatchObject({
			changed: {},
			added: ['const b = 1;\nb']
		});
	});

	test('any other name is refused', () => {
		expect(() => fromFile('x.py', '', 'small')).toThrow('an .ipynb or a .js file');
	});
});

describe('links', () => {
	test('carry any text there and back', PATIENCE, async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
				const saved: SavedCells = { version: 1, name: 'small', changed: { 'cell-3': text }, added: [text] };
				expect(await readShareFragment(`#${await writeShareFragment(saved)}`)).toEqual(saved);
			}),
			{ numRuns: 25 }
		);
	});

	test('are bounded, packed and unpacked', PATIENCE, async () => {
		const random = Array.from({ length: 60_000 }, (_, i) => Math.sin(i).toString(36)[5]).join('');
		await expect(writeShareFragment({ ...back, added: [random] })).rejects.toThrow('too long for a link');
		await expect(readShareFragment(`notebook=1.${'A'.repeat(16_000)}`)).rejects.toThrow('longer than');
		const bomb = new Uint8Array(
			await new Response(
				new Blob([new Uint8Array(9_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
			).arrayBuffer()
		);
		const packed = Buffer.from(bomb).toString('base64url');
		expect(packed.length).toBeLessThan(16_000);
		await expect(readShareFragment(`notebook=1.${packed}`)).rejects.toThrow('unpacks to more than');
	});

	test.each([
		'notebook=2.abc',
		'notebook=1.',
		'notebook=1.%%%',
		'notebook=1.AAAA',
		'notebook=1.q1YqSy0qzszPU7JSMlSqBQA'
	])('%s is refused with a reason', async (fragment) => {
		await expect(readShareFragment(fragment)).rejects.toThrow(/version|damaged|name|Invalid|expected/i);
	});

	test('damaged anywhere, they never do more than fail', PATIENCE, async () => {
		const good = await writeShareFragment(back);
		await fc.assert(
			fc.asyncProperty(
				fc.nat(good.length - 12),
				fc.string({ minLength: 1, maxLength: 3 }),
				async (at, junk) => {
					const bad = good.slice(0, 11 + at) + junk + good.slice(12 + at);
					const read = await readShareFragment(bad).catch((error: unknown) => error);
					if (!(read instanceof Error)) expect(parseSavedCells(read)).toEqual(read);
				}
			),
			{ numRuns: 200 }
		);
	});
});

describe('autosave', () => {
	const box = (text: string | null = null) => {
		let kept = text;
		return {
			getItem: () => kept,
			setItem: (_: string, value: string) => {
				kept = value;
			}
		};
	};

	test('keeps what it was given', () => {
		const storage = box();
		expect(writeAutosave(back, storage)).toBe(true);
		expect(readAutosave('small', storage)).toEqual(back);
	});

	test('a full store is told, a strange content is nothing', () => {
		const full = {
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		};
		expect(writeAutosave(back, full)).toBe(false);
		for (const text of ['{', '7', '{"version":9}', JSON.stringify({ ...back, name: 'other' })])
			expect(readAutosave('small', box(text))).toBeNull();
	});
});

test('every notebook of the site has a title, text and cells', () => {
	const folder = 'content/notebooks/';
	for (const name of readdirSync(folder)) {
		const found = notebookParts(readFileSync(folder + name, 'utf8'));
		expect(found.filter(({ kind }) => kind === 'cell').length, name).toBeGreaterThanOrEqual(5);
		expect(found.filter(({ kind }) => kind === 'text').length, name).toBeGreaterThanOrEqual(5);
	}
});
