import { expect, it } from 'vitest';
import { neededStyles, withoutOtherStyles } from '../../scripts/page-styles.mjs';

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
