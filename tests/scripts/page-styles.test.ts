import { expect, it } from 'vitest';
import {
	neededStyles,
	textModules,
	withMissingStyles,
	withoutOtherStyles,
	withPreloads,
	withStylesOfClasses
} from '../../scripts/page-styles.mjs';

const MANIFEST = {
	'entry/route.js': {
		file: 'nodes/3.a.js',
		css: ['assets/route.css'],
		imports: ['_shared.js'],
		dynamicImports: ['content/chapters/01-one.md', 'content/chapters/02-two.md']
	},
	'_shared.js': { file: 'chunks/s.js', css: ['assets/shared.css'] },
	'content/chapters/01-one.md': {
		file: 'chunks/one.js',
		css: ['assets/one.css'],
		dynamicImports: ['src/late.svelte']
	},
	'content/chapters/02-two.md': { file: 'chunks/two.js', css: ['assets/two.css'] },
	'src/late.svelte': { file: 'chunks/late.js', css: ['assets/late.css'] }
};

it('a chapter needs its route’s styles, its own, and those of what it fetches later', () => {
	expect([...neededStyles(MANIFEST, 'one/index.html', ['../nodes/3.a.js'])].sort()).toEqual([
		'late.css',
		'one.css',
		'route.css',
		'shared.css'
	]);
	expect([...neededStyles(MANIFEST, 'two/index.html', ['../nodes/3.a.js'])].sort()).toEqual([
		'route.css',
		'shared.css',
		'two.css'
	]);
});

it('links to other styles go, and nothing else does', () => {
	const html =
		'<head>\n\t<link href="../assets/one.css" rel="stylesheet">\n\t<link href="../assets/two.css" rel="stylesheet">\n\t<link href="../a.js" rel="modulepreload">\n</head>';
	expect(withoutOtherStyles(html, new Set(['one.css']))).toBe(
		'<head>\n\t<link href="../assets/one.css" rel="stylesheet">\n\t<link href="../a.js" rel="modulepreload">\n</head>'
	);
});

it('a style that an element of the page has, and no link names, is linked', () => {
	const html =
		'<head><link href="../assets/one.css" rel="stylesheet"></head><p class="svelte-a1"></p><b class="x svelte-b2"></b>';
	const sheets = new Map([
		['one.css', '.svelte-a1{top:0}'],
		['two.css', '.x.svelte-b2{top:0}'],
		['three.css', '.svelte-c3{top:0}']
	]);
	const whole = withMissingStyles(html, sheets);
	expect(whole).toContain('<link href="../assets/two.css" rel="stylesheet">');
	expect(whole).not.toContain('three.css');
	expect(withMissingStyles(whole, sheets)).toBe(whole);
});

it('a page without scripts gets the smallest sheet for each class that no linked one has', () => {
	const html =
		'<head><link href="../assets/own.css" rel="stylesheet"></head><p class="svelte-a1"></p><i class="svelte-b2"></i>';
	const sheets = new Map([
		['own.css', '.x.svelte-a1{}'],
		['large.css', '.y.svelte-b2{color:red}.z.svelte-c3{}'],
		['small.css', '.y.svelte-b2{}'],
		['other.css', '.z.svelte-c3{}']
	]);
	const whole = withStylesOfClasses(html, sheets);
	expect(whole.match(/[a-z]+\.css/g)).toEqual(['own.css', 'small.css']);
	expect(withStylesOfClasses(whole, sheets)).toBe(whole);
});

it('a chapter preloads its own text and what that imports', () => {
	const manifest = {
		...MANIFEST,
		'content/de/chapters/01-one.md': { file: 'chunks/eins.js', imports: ['_shared.js'] }
	};
	expect(textModules(manifest, 'one/index.html')).toEqual(['one.js']);
	expect(textModules(manifest, 'de/one/index.html')).toEqual(['eins.js', 's.js']);
	expect(textModules(manifest, 'glossary/index.html')).toEqual([]);
	const html = '<head><link rel="modulepreload" href="../app/chunks/s.js"></head>';
	const whole = withPreloads(html, ['eins.js', 's.js']);
	expect(whole.match(/[a-z]+\.js/g)).toEqual(['s.js', 'eins.js']);
});
