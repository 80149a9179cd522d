import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLinks } from '../../scripts/links.mjs';
import { LIMITS, weigh } from '../../scripts/weight.mjs';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A built site of these files. */
function site(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'site-'));
	made.push(folder);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

describe('the check of links', () => {
	it('follows relative pages, files and anchors', () => {
		const folder = site({
			'index.html': '<a href="./one/#here">1</a> <img src="a.png"> <a href="https://example.org/x">out</a>',
			'a.png': '',
			'one/index.html': '<h2 id="here"></h2> <a href="../#w=bits&amp;bits=3">state</a> <a href="#here">up</a>'
		});
		expect(checkLinks(folder).flatMap(({ problems }) => problems)).toEqual([]);
	});

	it('names what is missing', () => {
		const folder = site({
			'index.html': '<a href="./two/">2</a> <a href="#gone">x</a> <script src="b.js"></script>'
		});
		expect(checkLinks(folder)[0].problems).toEqual([
			'./two/: there is no two/index.html',
			'#gone: index.html has no anchor "gone"',
			'b.js: there is no b.js'
		]);
	});
});

describe('the weight of a page', () => {
	it('counts preloads and what they import, each once, and no import on demand', () => {
		const folder = site({
			'index.html': '<link href="./a.js" rel="modulepreload"><script>import("./a.js")</script>',
			'a.js': 'import{x as y}from"./b.js";const z=()=>import("./late.js");',
			'b.js': 'export const x=1;import"./a.js";',
			'late.js': 'x'
		});
		const light = weigh(folder)[0];
		expect(light.problems).toEqual([]);
		expect(light.bytes).toBeGreaterThan(60);
		expect(light.bytes).toBeLessThan(160);
	});

	it('counts the text of the chapter that it shows, and of no other', () => {
		const routes =
			'const all={"/content/chapters/01-one.md":()=>t(()=>import(`./one.js`),[]),"/content/chapters/02-two.md":()=>import(`./two.js`)};';
		const folder = site({
			'one/index.html': '<link rel="modulepreload" href="../a.js">',
			'two/index.html': '<link rel="modulepreload" href="../a.js">',
			'a.js': routes,
			'one.js': 'const text="One, and a little more.";',
			'two.js': 'const text="Two";'
		});
		const [one, two] = weigh(folder);
		expect(one.bytes).toBeGreaterThan(two.bytes);
		expect(two.bytes).toBeGreaterThan(
			weigh(site({ 'index.html': '<script src="a.js"></script>', 'a.js': routes }))[0].bytes
		);
	});

	it('counts its text, its styles and the fonts these name, KaTeX’s where there is a formula', () => {
		const files = {
			'index.html': '<link href="./a.css" rel="stylesheet"><p>Words</p>',
			'a.css':
				'@font-face{src:url(own.woff2)}@font-face{src:url(KaTeX_Main-Regular.x.woff2)}@font-face{src:url(KaTeX_Script-Regular.x.woff2)}',
			'own.woff2': 'x'.repeat(700),
			'KaTeX_Main-Regular.x.woff2': 'x'.repeat(40),
			'KaTeX_Script-Regular.x.woff2': 'x'.repeat(5)
		};
		const [plain] = weigh(site(files));
		expect(plain.parts).toMatchObject({ fonts: 700, requests: 3 });
		expect(plain.parts.total).toBe(plain.parts.html + plain.parts.styles + 700);
		const [formula] = weigh(site({ ...files, 'index.html': `${files['index.html']}<b class="katex"></b>` }));
		expect(formula.parts).toMatchObject({ fonts: 740, requests: 4 });
		const [heavy] = weigh(site({ ...files, 'own.woff2': 'x'.repeat(LIMITS.fonts + 1) }));
		expect(heavy.problems).toEqual([`${LIMITS.fonts + 1} bytes of fonts, at most ${LIMITS.fonts}`]);
	});

	it('refuses what the first paint of a page would wait for; a sheet inside and its faces for rare letters wait for nothing', () => {
		const face = (file: string, range: string): string =>
			`@font-face{src:url(${file});unicode-range:${range}}`;
		const faces = face('./own.woff2', 'U+20-7E') + face('./rare.woff2', 'U+C0-FF');
		const files = {
			'index.html': `<style>${faces}</style><link href="./a.css" rel="stylesheet" disabled><script>kit.start(app)</script>`,
			'a.css': '',
			'own.woff2': 'x'.repeat(700)
		};
		const [inside] = weigh(site(files));
		expect(inside.problems).toEqual([]);
		expect(inside.parts).toMatchObject({ fonts: 700, requests: 2, blocking: 0 });
		const linked = files['index.html'].replace(' disabled', '');
		expect(weigh(site({ ...files, 'index.html': linked }))[0].problems).toEqual([
			'1 blocking requests, at most 0'
		]);
	});

	it('is refused over the limit', () => {
		// Noise that does not compress: a congruential generator's digits.
		let state = 1;
		const noise = Array.from({ length: 60_000 }, () => {
			state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
			return state.toString(36);
		}).join('');
		const folder = site({ 'index.html': '<link rel="modulepreload" href="a.js">', 'a.js': noise });
		expect(weigh(folder)[0].problems[0]).toMatch(/at most 100000; the heaviest: a\.js/);
	});
});
