import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { styleOnPage, withOwnHead } from '../../scripts/page-head.mjs';

const START = `
{ Promise.all([
	import("../_app/entry/start.js"),
	import("../_app/entry/app.js")
]).then(([kit, app]) => { kit.start(app); }); }
`;
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const FILES: Readonly<Record<string, string>> = {
	'../theme.js': 'one;',
	'../_app/assets/a.css': '@font-face{src:url(./f.woff2)}',
	'../_app/assets/b.css': 'p{color:red}'
};
const read = (address: string): string => FILES[address] ?? '';
const page = (start = START, policy = true): string =>
	`<head>
<!-- Why -->
<script src="../theme.js"></script>
${policy ? `<meta http-equiv="content-security-policy" content="script-src 'self' ${hashOf(start)}; style-src-elem 'self'; base-uri 'none'">` : ''}
<link href="../_app/chunks/s.js" rel="modulepreload">
<!--head1--><title>T</title>
<link href="../_app/assets/a.css" rel="stylesheet">
<link href="../_app/assets/b.css" rel="stylesheet">
</head><body><p>W</p><script>${start}</script></body>`;

const inside = (html: string, tag: string): string[] =>
	[...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => text);

it('styles and first scripts are in the page, each allowed by its hash, behind the policy', () => {
	const html = withOwnHead(page(), read);
	expect(inside(html, 'style')).toEqual(['@font-face{src:url(../_app/assets/f.woff2)}\np{color:red}']);
	const scripts = inside(html, 'script');
	expect(scripts[0]).toBe('one;');
	const [policy] = html.match(/content="script-src[^"]*"/) ?? [''];
	for (const text of [...scripts, ...inside(html, 'style')]) expect(policy).toContain(hashOf(text));
	expect(policy.match(/sha256-/g)).toHaveLength(3);
	expect(html.indexOf('one;')).toBeGreaterThan(html.indexOf('content-security-policy'));
});

it('no request is left that the first paint would wait for', () => {
	const html = withOwnHead(page(), read);
	expect(html).not.toMatch(/<script[^>]*\ssrc=/);
	for (const link of html.match(/<link[^>]*rel="stylesheet"[^>]*>/g) ?? [])
		expect(link).toMatch(/\sdisabled\b/);
	expect(html).toContain('<link href="../_app/chunks/s.js" rel="later">');
});

it('modules are asked for when the page is painted', () => {
	const start = inside(withOwnHead(page(), read), 'script').at(-1);
	expect(start).toMatch(
		/requestAnimationFrame[\s\S]*then\(\(\) => \{[\s\S]*import\("\.\.\/_app\/entry\/start\.js"\)/
	);
	expect(start).toMatch(/\}\)\.then\(\(\[kit, app\]\) => \{ kit\.start\(app\); \}\);/);
});

it('keeps the marks that hydration looks for, and drops the notes of the template', () => {
	const html = withOwnHead(page(), read);
	expect(html).toContain('<!--head1-->');
	expect(html).not.toContain('<!-- Why -->');
});

it('a page without a policy, or with another start, is refused', () => {
	expect(() => withOwnHead(page(START, false), read)).toThrow(/no policy/);
	expect(() => withOwnHead(page('{ import("./a.js").then((kit) => kit.start()); }'), read)).toThrow(
		/started/
	);
});

it('addresses in a sheet count from the page; data and other forms stay', () => {
	expect(styleOnPage('a{b:url("./x.woff2")}c{d:url(data:,x)}', './_app/a.css')).toBe(
		'a{b:url(./_app/x.woff2)}c{d:url(data:,x)}'
	);
});
