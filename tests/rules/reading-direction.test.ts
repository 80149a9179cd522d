// A page reads in its language's direction: its styles say start and end. Left and right are for what lies on an axis, which says dir="ltr".

import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseCss } from 'svelte/compiler';
import { expect, test } from 'vitest';

const SIDE = '(?:left|right)';
const PROPERTY = new RegExp(
	`^(?:${SIDE}|(?:scroll-)?(?:margin|padding)-${SIDE}|border-${SIDE}(?:-\\w+)?|border-(?:top|bottom)-${SIDE}-radius)$`
);
const SIDED_VALUE = new RegExp(`^${SIDE}$`);
const FOUR_SIDES = new Set(['margin', 'padding', 'inset', 'border-width', 'border-style', 'border-color']);

/** The values of a shorthand: `0 calc(1rem + 2px)` has two. */
function partsOf(value: string): string[] {
	const parts = [''];
	let depth = 0;
	for (const character of value.trim().replace(/\s+/g, ' ')) {
		if (character === '(') depth++;
		if (character === ')') depth--;
		if (character === ' ' && depth === 0) parts.push('');
		else parts[parts.length - 1] += character;
	}
	return parts;
}

/** Whether a declaration says left or right where it could say start or end. */
function isPhysical(property: string, value: string): boolean {
	if (PROPERTY.test(property)) return true;
	if (['text-align', 'float', 'clear'].includes(property)) return SIDED_VALUE.test(value.trim());
	const parts = partsOf(value);
	return FOUR_SIDES.has(property) && parts.length === 4 && parts[1] !== parts[3];
}

/** Every object of a syntax tree that has a type. */
function* nodesOf(tree: unknown): Generator<Readonly<Record<string, unknown>>> {
	if (typeof tree !== 'object' || tree === null) return;
	if ('type' in tree) yield tree;
	for (const child of Object.values(tree)) yield* nodesOf(child);
}

/** The physical declarations of a style sheet, or of a component's styles and `style:` directives. */
function physicalIn(path: string, source: string): string[] {
	const tree = path.endsWith('.css') ? parseCss(source) : parse(source, { modern: true });
	const found: string[] = [];
	for (const { type, property, name, value } of nodesOf(tree)) {
		if (type === 'Declaration' && isPhysical(String(property), String(value)))
			found.push(`${String(property)}: ${String(value)}`);
		if (type === 'StyleDirective' && PROPERTY.test(String(name))) found.push(`style:${String(name)}`);
	}
	return found;
}

/** Places along an axis, or on top of a slider: the element around them says dir="ltr" (in the same file). */
const ON_AN_AXIS = [
	'src/lib/figures/ClassShares.svelte',
	'src/lib/figures/CodeRuler.svelte',
	'src/lib/figures/DistanceMatrix.svelte',
	'src/lib/figures/LineChart.svelte',
	'src/lib/figures/PixelErrors.svelte',
	'src/lib/figures/RatioIntervals.svelte',
	'src/lib/figures/SeedDots.svelte',
	'src/lib/figures/TableHeatMap.svelte',
	'src/lib/figures/ThresholdHandles.svelte',
	'src/lib/figures/ThresholdShares.svelte',
	'src/lib/figures/TimingBars.svelte',
	'src/lib/figures/ValueRamp.svelte',
	'src/lib/widgets/BakeTable.svelte',
	'src/lib/widgets/CodeCosts.svelte',
	'src/lib/widgets/FaultSpread.svelte',
	'src/lib/widgets/PlaneSum.svelte',
	'src/lib/widgets/XRayMaps.svelte',
	'src/routes/design/GuessedShare.svelte'
];
/** Columns of numbers: digits run left to right in every script, and units stand under units only at the right. */
const ALIGNED = 'text-align: right';
const COLUMNS_OF_NUMBERS = [
	'src/styles/base.css',
	'src/lib/course/prose.css',
	'src/lib/figures/ClassLedger.svelte',
	'src/lib/widgets/FirstLayerKinds.svelte',
	'src/lib/widgets/SpeedNumbers.svelte'
];
const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(css|svelte)$/.test(path))
	.map((path) => `src/${path.replaceAll('\\', '/')}`);
const physical = new Map(FILES.map((path) => [path, physicalIn(path, readFileSync(path, 'utf8'))]));

test('no style says left or right but on an axis', () => {
	const wrong = [...physical].flatMap(([path, found]) => {
		if (ON_AN_AXIS.includes(path)) return [];
		const allowed = COLUMNS_OF_NUMBERS.includes(path) ? ALIGNED : null;
		return found.filter((each) => each !== allowed).map((each) => `${path}: ${each}`);
	});
	expect(wrong).toEqual([]);
});

test('an axis says that it runs left to right', () => {
	for (const path of ON_AN_AXIS) {
		expect(physical.get(path), `${path} needs no exception`).not.toEqual([]);
		expect(readFileSync(path, 'utf8'), path).toContain('dir="ltr"');
	}
	for (const path of COLUMNS_OF_NUMBERS) expect(physical.get(path), path).toContain(ALIGNED);
});

test.each([
	['margin-left: 1px', true],
	['border-left-color: red', true],
	['border-top-right-radius: 2px', true],
	['left: 0', true],
	['float: right', true],
	['padding: 0 0 0 1rem', true],
	['margin: 0 calc(-1 * (1rem + 2px)) 0 0', true],
	['margin-inline-start: 1px', false],
	['padding: 0 1rem 2px 1rem', false],
	['text-align: end', false],
	['--left: 0', false]
])('%s', (declaration, expected) => {
	expect(physicalIn('a.css', `a { ${declaration}; }`).length > 0).toBe(expected);
	expect(
		physicalIn('A.svelte', `<p>a</p><style>p { @media print { ${declaration}; } }</style>`)
	).toHaveLength(expected ? 1 : 0);
});
test('a place given by a directive', () => {
	expect(physicalIn('A.svelte', '<i style:left="{x}%" style:inset-inline-start="0"></i>')).toEqual([
		'style:left'
	]);
});
