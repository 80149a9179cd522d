import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
	courseZip,
	nameProblems,
	PACKAGE_PROGRAMS,
	scormZip,
	teacherZip
} from '../../scripts/package/packages.mjs';
import { zipOf } from '../../scripts/package/zip.mjs';
import { flatFile, flatPage, pageOfFlat } from '#lib/teach/flat-address.js';

const startOf = (up: string): string => `base = new URL("${up}", location); import("${up}/_app/start.js")`;
const START = startOf('..');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
/** A page of the build; `up` leads from its folder to the site's top. */
const page = (up: string, body: string): Buffer =>
	Buffer.from(`<!doctype html><html><head><meta charset="utf-8" />
<meta http-equiv="content-security-policy" content="script-src 'sha256-${hashOf(startOf(up))}'">
<link href="${up}/_app/a.css" rel="stylesheet"></head><body class="needs-script">${body}
<script>${startOf(up)}</script><script src="${up}/theme.js"></script></body></html>`);

/** A site in small: the shapes of its addresses, one page of each kind. */
const SITE: ReadonlyMap<string, Uint8Array> = new Map(
	Object.entries({
		'index.html': page('.', '<a href="./the-race/">1</a>'),
		'the-race/index.html': page(
			'..',
			`<a href="../notebook/api/#core">2</a><img src='../pictures/a.png'><a href="#here">3</a>
<a href="../teach/">4</a><a href="https://x.example/">5</a><code>a href="../shown/"</code>`
		),
		'the-race/__data.json': Buffer.from('{}'),
		'notebook/api/index.html': page('../..', ''),
		'notebook/frame.html': Buffer.from('<p>'),
		'pictures/a.png': Buffer.from('png'),
		'teach/index.html': page('..', ''),
		'teach/guide/index.html': page(
			'../..',
			'<noscript><p>The answer</p></noscript><a href="../../the-race/#x">6</a><a href="../answers/">7</a>'
		),
		'teach/slides/the-race/notes/index.html': page('../../../..', ''),
		'teach/answers/index.html': page('../..', 'forty-two'),
		'teach/answers/__data.json': Buffer.from('forty-two'),
		'_app/a.css': Buffer.from('@font-face{src:url(./f.woff2)}'),
		'_app/f.woff2': Buffer.from('font'),
		'_app/start.js': Buffer.from('0'),
		'_app/ort-wasm-simd.wasm': Buffer.from('much'),
		'theme.js': Buffer.from('1'),
		'service-worker.js': Buffer.from('2')
	})
);
const PROGRAMS = new Map(PACKAGE_PROGRAMS.map((name) => [name, Buffer.from(name)]));
const text = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
	Buffer.from(files.get(name) ?? []).toString('utf8');
const course = { version: 'abc', texts: new Map([['LICENSE', Buffer.from('L')]]), server: Buffer.from('S') };

describe('a flat address', () => {
	it('is a name of its own at the top, and tells the page again', () => {
		expect(['', 'the-race/', 'notebook/api/'].map(flatPage)).toEqual([
			'index.html',
			'the-race.html',
			'notebook--api.html'
		]);
		for (const path of ['', 'the-race/', 'source/src/lib/a.ts/'])
			expect(pageOfFlat(flatPage(path))).toBe(path);
		expect(pageOfFlat('__data.json')).toBeNull();
	});

	it('moves pages and their data, and nothing else', () => {
		expect(flatFile('the-race/index.html')).toBe('the-race.html');
		expect(flatFile('the-race/__data.json')).toBe('the-race.html__data.json');
		expect(flatFile('notebook/frame.html')).toBe('notebook/frame.html');
	});

	it('is refused where it could be mistaken for another', () => {
		expect(() => flatPage('a--b/')).toThrow('a--b/');
		expect(() => flatPage('the-race')).toThrow('the-race');
	});
});

describe('a SCORM package', () => {
	const { files } = scormZip(SITE, { version: 'abc', programs: PROGRAMS });

	it('has pages at the top that name their files in full', () => {
		const race = text(files, 'the-race.html');
		expect(race).toContain('href="./notebook--api.html#core"');
		expect(race).toContain('src="./pictures/a.png"');
		expect(race).toContain('href="#here"');
		expect(race).toContain('href="https://x.example/"');
		expect(race).toContain('<code>a href="../shown/"</code>');
		expect(race).toContain('base = new URL(".", location); import("./_app/start.js")');
		expect(text(files, 'notebook--api.html')).toContain('import("./_app/start.js")');
	});

	it('keeps the policy true to the changed script', () => {
		const race = text(files, 'the-race.html');
		const script = /<script>([\s\S]*?)<\/script>/.exec(race)?.[1] ?? '';
		expect(race).toContain(`'sha256-${hashOf(script)}'`);
		expect(race).not.toContain(hashOf(START));
	});

	it('moves the addresses of a page’s own style, and keeps the policy true to it', () => {
		const css = '@font-face{src:url(../_app/f.woff2)}';
		const html = text(SITE, 'the-race/index.html')
			.replace('content="script-src', `content="style-src-elem 'sha256-${hashOf(css)}'; script-src`)
			.replace('</head>', `<style>${css}</style></head>`);
		const site = new Map([...SITE, ['the-race/index.html', Buffer.from(html)]]);
		const race = text(scormZip(site, { version: 'abc', programs: PROGRAMS }).files, 'the-race.html');
		const moved = '@font-face{src:url(./_app/f.woff2)}';
		expect(race).toContain(`<style>${moved}</style>`);
		expect(race).toContain(`style-src-elem 'sha256-${hashOf(moved)}'`);
	});

	it('says in every page that it is one, and which chapter counts', () => {
		expect(text(files, 'the-race.html')).toContain('<meta name="course-package" content="scorm12" />');
		expect(text(files, 'the-race.html')).toContain('<script type="module" src="./package.js">');
		expect(text(files, 'package.js')).toContain("from './package-links.js'");
		const chapter = { number: 7, slug: 'the-race', title: 'The race' };
		const one = scormZip(SITE, { version: 'abc', programs: PROGRAMS, chapter }).files;
		expect(text(one, 'index.html')).toContain('content="scorm12" data-chapter="the-race" />');
		expect(text(one, 'imsmanifest.xml')).toContain('adlcp:scormtype="sco" href="the-race.html"');
	});

	it('leaves out what is for teachers, and puts a word where a link leads there', () => {
		const names = [...files.keys()];
		expect(names.filter((name) => /teach|answers|service-worker/.test(name))).toEqual(['teach.html']);
		expect(text(files, 'teach.html')).toContain('This page is for teachers');
		for (const bytes of files.values()) expect(Buffer.from(bytes).includes('forty-two')).toBe(false);
	});

	it('carries onnxruntime where it is timed: in the whole course and in chapter 9', () => {
		const ort = '_app/ort-wasm-simd.wasm';
		const of = (slug: string) =>
			scormZip(SITE, {
				version: 'a',
				programs: PROGRAMS,
				chapter: { number: 1, slug: 'the-race', title: slug }
			});
		expect(files.has(ort)).toBe(true);
		expect(of('the-race').files.has(ort)).toBe(false);
	});

	it('gives no two files the same last name, which Open edX could not tell apart', () => {
		expect(nameProblems(files.keys())).toEqual([]);
		expect(nameProblems(['a/index.html', 'b/index.html'])).toEqual([
			'b/index.html and a/index.html have the same last name'
		]);
	});
});

describe('the course for a classroom', () => {
	const { files, zip } = courseZip(SITE, course);

	it('has the site as it was built, a server and start files that a system may run', () => {
		expect(text(files, 'site/the-race/index.html')).toBe(text(SITE, 'the-race/index.html'));
		expect([...files.keys()].filter((name) => !name.includes('/')).sort()).toEqual([
			'LICENSE',
			'READ-ME.txt',
			'serve.mjs',
			'start-linux.sh',
			'start-mac.command',
			'start-windows.cmd'
		]);
		expect(modes(zip)['start-linux.sh'] & 0o111).toBe(0o111);
		expect(modes(zip)['start-mac.command'] & 0o111).toBe(0o111);
		expect(modes(zip)['serve.mjs'] & 0o111).toBe(0);
	});

	it('has a word in place of the answer key, and not the key', () => {
		expect(text(files, 'site/teach/answers/index.html')).toContain('teacher.zip');
		for (const bytes of files.values()) expect(Buffer.from(bytes).includes('forty-two')).toBe(false);
	});
});

describe('the pages for teachers', () => {
	const options = {
		...course,
		course: 'http://localhost:4173/',
		markdown: new Map([['markdown/1.md', Buffer.from('#')]])
	};
	const { files } = teacherZip(SITE, options);

	it('open without a server: no modules, no policy, addresses down to the file', () => {
		const guide = text(files, 'teach/guide/index.html');
		expect(guide).not.toMatch(/import\(|content-security-policy|<noscript>/);
		expect(guide).toContain('<p>The answer</p>');
		expect(guide).toContain('href="../../_app/a.css"');
		expect(guide).toContain('href="../answers/index.html"');
	});

	it('lead into the course where it runs, and take along what they show', () => {
		expect(text(files, 'teach/guide/index.html')).toContain('href="http://localhost:4173/the-race/#x"');
		expect([...files.keys()]).toContain('teach/answers/index.html');
		expect(text(files, 'index.html')).toContain('href="teach/guide/index.html">Guide</a>');
		expect(text(files, 'index.html')).toContain('notes/index.html">The race: Notes</a>');
		expect([...files.keys()]).toEqual(expect.arrayContaining(['markdown/1.md', '_app/f.woff2', 'theme.js']));
	});

	it('are missed where the site has none', () => {
		expect(() => teacherZip(new Map(), options)).toThrow('no pages under teach/guide/');
	});
});

describe('a zip', () => {
	it('depends on the files alone, not on their order', () => {
		const a: [string, Uint8Array] = ['a.txt', Buffer.from('a')];
		const b: [string, Uint8Array] = ['b/c.png', Buffer.from('b')];
		const bytes = zipOf(new Map([a, b]));
		expect(zipOf(new Map([b, a]))).toEqual(bytes);
		expect(Buffer.from(unzipSync(bytes)['b/c.png']).toString()).toBe('b');
	});

	it.each(['/a', '../a', 'a//b', 'a\\b', 'con:x', 'a/', 'dot.'])('refuses the name %s', (name) => {
		expect(() => zipOf(new Map([[name, Buffer.from('')]]))).toThrow(JSON.stringify(name));
	});
});

/** Unix modes out of a zip's central directory. */
function modes(zip: Uint8Array): Record<string, number> {
	const bytes = Buffer.from(zip);
	const found: Record<string, number> = {};
	for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46)) {
		const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString();
		found[name] = bytes.readUInt32LE(at + 38) >>> 16;
	}
	return found;
}
