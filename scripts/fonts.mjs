// `node scripts/fonts.mjs`: cuts the fonts of the first screen out of the packages' Latin files, into src/fonts. They hold the letters that
// the course's two languages use and the weights that its styles ask for; src/styles/fonts.css leaves every other letter to the whole files.
// It is run by hand where a font's package changes; the cutter is no package of this project, and is installed into .cache.

import './node-version.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { root } from './files.mjs';
import { fetchedPackage } from './fetched-package.mjs';

readArguments(`Usage: node scripts/fonts.mjs

Cuts the fonts of the first screen, in src/fonts, out of those in node_modules/@fontsource-variable.`);

const between = (first, last) =>
	Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');
/** Of large light numerals: digits, and the signs and spaces beside them. */
const NUMERALS = `${between(0x20, 0x3f)}\u00a0×\u2009–—−`;
/** The same as the first `unicode-range` of src/styles/fonts.css. */
const LETTERS = `${between(0x20, 0x7e)}\u00a0§©«°±²³µ·»¼½ÄÖ×Üßäéöü${between(0x2002, 0x200b)}–—‘’‚“”„†…‰′€↑↓−`;

const CUTS = [
	{
		from: 'newsreader/files/newsreader-latin-opsz-normal',
		to: 'newsreader',
		text: LETTERS,
		weights: [400, 700]
	},
	{
		from: 'newsreader/files/newsreader-latin-opsz-normal',
		to: 'newsreader-numerals',
		text: NUMERALS,
		weights: [200, 400]
	},
	{
		from: 'newsreader/files/newsreader-latin-wght-italic',
		to: 'newsreader-italic',
		text: LETTERS,
		weights: [400, 700]
	},
	{
		from: 'instrument-sans/files/instrument-sans-latin-wght-normal',
		to: 'instrument-sans',
		text: LETTERS,
		weights: [400, 700]
	}
];

const { default: subsetFont } = await fetchedPackage('subset-font', '2.9.0', 'subset-font/index.js');
for (const { from, to, text, weights } of CUTS) {
	const whole = readFileSync(join(root, 'node_modules/@fontsource-variable', `${from}.woff2`));
	const [min, max] = weights;
	const cut = await subsetFont(whole, text, { targetFormat: 'woff2', variationAxes: { wght: { min, max } } });
	writeFileSync(join(root, 'src/fonts', `${to}.woff2`), cut);
	console.log(`${to}: ${whole.length} bytes to ${cut.length}`);
}
