import { expect, it } from 'vitest';
import { planChunks } from '../../scripts/chunk-plan.mjs';

const module = (pages: string, bytes: number, ...imports: string[]) => ({
	bytes,
	imports,
	pages: new Set(pages)
});
const sorted = (plan: string[][]): string[] => plan.map((ids) => [...ids].sort().join()).sort();

it('modules that the same pages need share a file', () => {
	const plan = planChunks(
		new Map([
			['runtime', module('abc', 9000)],
			['header', module('abc', 500, 'runtime')],
			['chart', module('ab', 9000, 'runtime')]
		])
	);
	expect(sorted(plan)).toEqual(['chart', 'header,runtime']);
});

it('a small module is sent to a page without need of it, to spare the others a file; a large one is not', () => {
	const small = planChunks(
		new Map([
			['course', module('abcdef', 5000)],
			['small', module('abcde', 100, 'course')]
		])
	);
	expect(small).toHaveLength(1);
	const large = planChunks(
		new Map([
			['course', module('abcdef', 5000)],
			['large', module('abcde', 8000, 'course')]
		])
	);
	expect(large).toHaveLength(2);
});

it('what the other half of a file imports is counted as well', () => {
	const plan = planChunks(
		new Map([
			['wide', module('abcdef', 100)],
			['narrow', module('abcde', 100, 'editor')],
			['editor', module('abcdeg', 50_000)]
		])
	);
	expect(sorted(plan)).toEqual(['editor,narrow', 'wide']);
});

it('no two files need each other, and each comes after those that it imports', () => {
	const modules = new Map([
		['top', module('ab', 10, 'middle')],
		['middle', module('abc', 40_000, 'base')],
		['base', module('abcd', 10)]
	]);
	const plan = planChunks(modules);
	const place = new Map(plan.flatMap((ids, index) => ids.map((id) => [id, index] as const)));
	for (const [id, { imports }] of modules)
		for (const each of imports) expect(place.get(each)).toBeLessThanOrEqual(place.get(id) as number);
	expect([...place.keys()].sort()).toEqual(['base', 'middle', 'top']);
});
