// What a cell may not do, and what the reader sees when it tries: a clear result in the cell, and a page that goes on.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { cell, expectOutput, output, run, write } from './notebook-cells.ts';

const PAGE = '/notebook/quantize-a-photo/';

test.beforeEach(async ({ page }) => {
	await page.goto(PAGE);
});

/** The page and another cell still do what they did. */
async function expectAlive(page: Page): Promise<void> {
	await expectOutput(page, 1, '40 + 2', '42');
}

test('an endless loop is ended, its cell says so, and the values of the others are marked as lost', async ({
	page
}) => {
	await expectOutput(page, 1, 'const kept = 7; kept', '7');
	await expectOutput(page, 2, 'for (;;) ;', 'busy for 10 seconds without a pause');
	await expect(cell(page, 1).getByText('stale: its values were lost')).toBeVisible();
	await expectOutput(page, 2, 'kept + 1', '8');
});

test('Stop ends an endless loop, and a wait', async ({ page }) => {
	await write(page, 2, 'for (;;) ;');
	await run(page, 2);
	await page.getByRole('button', { name: 'Stop cell 2' }).click();
	await expect(output(page, 2)).toContainText('This cell was stopped. It did not pause');
	await expectOutput(page, 1, 'const kept = 7; kept', '7');
	await write(page, 2, 'await lab.pause(1e7)');
	await run(page, 2);
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await expect(output(page, 2)).toContainText('This cell was stopped.');
	// A cell that pauses is stopped without losing what the others hold.
	await expect(cell(page, 1).getByText(/^done in/)).toBeVisible();
	await expectOutput(page, 2, 'kept + 1', '8');
});

test('endless allocation of arrays is refused', async ({ page }) => {
	await expectOutput(
		page,
		2,
		'const all = [];\nfor (;;) all.push(new Float64Array(4e6).fill(1));',
		/Line 2\..*RangeError.*the limit is 1000 MB/
	);
	await expectAlive(page);
});

const ENDLESS: Readonly<Record<string, string>> = {
	'lists of objects': 'const all = [];\nfor (;;) all.push(new Array(1000).fill({}));',
	'objects, in a function': 'const all = [];\nconst add = () => all.push({ a: 1 });\nfor (;;) add();',
	'doubled texts': "let text = 'a';\nconst kept = [];\nfor (;;) { text += text; kept.push(text.split('')); }",
	Maps: 'const all = [];\nfor (;;) all.push(new Map([[1, 2]]));',
	'a chain': 'let chain = null;\nfor (;;) chain = { next: chain };',
	'a tree by recursion':
		'const grow = (depth) => (depth === 0 ? [] : [grow(depth - 1), grow(depth - 1)]);\ngrow(60);',
	'an async function':
		'const all = [];\nasync function more() {\n\tall.push([1, 2]);\n\tawait null;\n\treturn more();\n}\nawait more();',
	'a loop that pauses':
		'const all = [];\nfor (;;) {\n\tfor (let i = 0; i < 1e6; i++) all.push({ i });\n\tawait lab.pause();\n}',
	'a callback': 'const all = [];\nfor (;;) [1, 2, 3].forEach((x) => all.push([x]));',
	'a generator': 'function* numbers() {\n\tfor (let i = 0; ; i++) yield { i };\n}\n[...numbers()];',
	'entries by their place': 'const all = [];\nlet i = 0;\nfor (;;) all[i++] = 1;',
	'one list that is far too long': 'const all = [];\nnew Array(1e9).fill(0);'
};

/** Programs that reach the limit of memory in a second or so; on a busy machine the others may meet the limit of time first. */
const QUICK = ['doubled texts', 'a tree by recursion', 'a callback', 'one list that is far too long'];

test('endless allocation of objects is ended, and the page lives on', async ({ page }) => {
	test.setTimeout(240_000);
	for (const [what, code] of Object.entries(ENDLESS).filter(([what]) => !QUICK.includes(what)))
		await test.step(what, () => expectOutput(page, 2, code, /limit is 1000 MB|busy for 10 seconds/));
	await expectAlive(page);
});

test('what is refused for its size is told with its line, and the other cells keep their values', async ({
	page
}) => {
	await expectOutput(page, 1, 'const seven = 7; seven', '7');
	for (const what of QUICK)
		await test.step(what, () =>
			expectOutput(page, 2, ENDLESS[what], /Line \d\. ?RangeError.*limit is 1000 MB/)
		);
	await expectOutput(page, 2, 'seven + 1', '8');
});

test('much that is made and dropped again is nobody’s fault', async ({ page }) => {
	await expectOutput(
		page,
		2,
		'let sum = 0;\nlet point = null;\nfor (let i = 0; i < 4e7; i++) {\n\tpoint = { x: i, y: [1] };\n\tsum += point.y[0];\n}\nsum',
		'40000000'
	);
});

test('what a cell throws is shown with its line', async ({ page }) => {
	await expectOutput(page, 2, 'const a = 1;\n\nnull.x', /Line 3\. ?TypeError/);
	await expectOutput(page, 2, "throw 'a word'", 'The cell threw a word');
	await expectOutput(page, 2, 'nowhere + 1', /Line 1\. ?ReferenceError ?nowhere is not defined/);
	await expectAlive(page);
});

test('a promise that nothing waits for is reported in its cell', async ({ page }) => {
	await expectOutput(
		page,
		2,
		"Promise.reject(new Error('left alone')); 1",
		'nothing waited for it: Error: left alone'
	);
	await expectOutput(
		page,
		2,
		"setTimeout(() => { throw new Error('too late'); }, 20); 2",
		'after the cell had ended: Error: too late'
	);
	await expectAlive(page);
});

test('huge output is cut, in number and in size', async ({ page }) => {
	await expectOutput(
		page,
		2,
		'for (let i = 0; i < 1e5; i++) console.log(i);\nArray.from({ length: 1e6 }, (_, i) => i)',
		'A cell shows at most 200 things'
	);
	await expectOutput(page, 2, "'x'.repeat(1e7)", '9998000 more characters');
	await expectAlive(page);
});

test('what cannot be read, or is defined twice, or waits for itself, is said before anything runs', async ({
	page
}) => {
	await expectOutput(page, 2, 'const a = 1;\nconst b = ;', /Line 2\. ?This cannot be read: Unexpected token/);
	await write(page, 1, 'const a = 1;');
	await expectOutput(page, 2, 'const a = 2;', '“a” is defined in cell 1 already');
	await write(page, 1, 'const a = b;');
	await expectOutput(page, 2, 'const b = a;', 'cell 2 needs cell 1 needs cell 2');
	await write(page, 1, 'let a = 1;');
	await expectOutput(page, 2, 'a = 5;', '“a” belongs to cell 1');
	await expectOutput(page, 2, 'const core = {};', '“core” belongs to the library');
	await expectOutput(page, 2, "import x from 'y';", 'A cell imports nothing');
	await expectAlive(page);
});

test('the network, storage and the page are closed, and the cell is told', async ({ page }) => {
	for (const [code, said] of [
		["fetch('/runs/hero.json')", 'fetch: the network is closed'],
		["new WebSocket('wss://example.org')", 'WebSocket: the network is closed'],
		["importScripts('https://example.org/x.js')", 'importScripts: the network is closed'],
		["indexedDB.open('x')", 'indexedDB: a notebook has no storage'],
		['localStorage.length', 'localStorage: a notebook has no storage'],
		['document.title', 'document: a cell cannot reach the page'],
		["parent.postMessage('x', '*')", 'parent: a cell cannot reach the page'],
		["postMessage('x')", 'postMessage: a cell cannot reach the page']
	] as const)
		await expectOutput(page, 2, code, said);
	await expectAlive(page);
});

test('the doors are closed behind their labels too', async ({ page }) => {
	// A server that would answer anyone, and counts who asks.
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(200, {
			'Access-Control-Allow-Origin': '*',
			'Cross-Origin-Resource-Policy': 'cross-origin',
			'Content-Type': 'text/javascript'
		});
		response.end('globalThis.loaded = true;');
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	// A nested worker has no labels: there the frame's own policy has to hold.
	const nested = `
		const source = \`(async () => {
			const tries = {
				fetch: () => fetch('${outside}/fetch'),
				xhr: () => new Promise((yes, no) => {
					const r = new XMLHttpRequest();
					r.onload = yes;
					r.onerror = no;
					r.open('GET', '${outside}/xhr');
					r.send();
				}),
				socket: () => new Promise((yes, no) => {
					const s = new WebSocket('${outside.replace('http', 'ws')}/socket');
					s.onopen = yes;
					s.onerror = no;
				}),
				events: () => new Promise((yes, no) => {
					const s = new EventSource('${outside}/events');
					s.onopen = yes;
					s.onerror = no;
				}),
				script: () => importScripts('${outside}/script'),
				module: () => import('${outside}/module'),
				storage: () => new Promise((yes, no) => {
					const r = indexedDB.open('x');
					r.onsuccess = yes;
					r.onerror = no;
				}),
				caches: () => caches.open('x')
			};
			const through = [];
			for (const [name, go] of Object.entries(tries))
				try {
					await go();
					through.push(name);
				} catch {}
			postMessage(through.join() || 'nothing');
		})()\`;
		const worker = new Worker('data:text/javascript,' + encodeURIComponent(source));
		const got = await new Promise((yes, no) => {
			worker.onmessage = ({ data }) => yes(data);
			worker.onerror = no;
		});
		'through: ' + got`;
	await expectOutput(page, 2, nested, 'through: nothing');
	// The same server does answer this test.
	await page.request.get(`${outside}/control`);
	expect(asked).toEqual(['/control']);
	await new Promise((closed) => server.close(closed));
});

test('what a cell shows is text, never markup of the page', async ({ page }) => {
	await expectOutput(
		page,
		2,
		"'<img src=x onerror=alert(1)><b>bold</b>'",
		'<img src=x onerror=alert(1)><b>bold</b>'
	);
	await expectOutput(page, 2, "console.log('<script>1</script>')", '<script>1</script>');
	await expectOutput(page, 2, "draw.rows([{ '<i>a': '<b>1' }])", '<b>1');
	await expect(output(page, 2).locator('b, i, script, img')).toHaveCount(0);
});
