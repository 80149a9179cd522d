import { describe, expect, test } from 'vitest';
import { API_EXAMPLES } from '#lib/notebook/api-examples.ts';
import { readCell } from '#lib/notebook/cell-code.ts';
import { draw } from '#lib/notebook/frame/draw.ts';
import { Drawing } from '#lib/notebook/frame/drawing.ts';
import { configOf } from '#lib/notebook/frame/lab.ts';
import { core, data, engines } from '#lib/notebook/frame/library.ts';
import { LIBRARY_NAMES } from '#lib/notebook/library-names.ts';
import { parseMessage } from '#lib/notebook/parse-message.ts';
import { idleGuards } from './idle-guards.ts';

describe('examples', () => {
	const shown: unknown[] = [];
	const globals = { core, data, engines, draw, show: (value: unknown) => shown.push(value) };
	const given = { ...globals, $guard: idleGuards() };

	test.each(Object.entries(API_EXAMPLES))('of %s runs as a cell', async (name, source) => {
		const read = readCell(source, LIBRARY_NAMES);
		if (!read.ok) throw new Error(read.fault.message);
		const make = new Function(...Object.keys(given), `return (async () => { ${read.code.body}\n})()`) as (
			...given: unknown[]
		) => Promise<[unknown]>;
		shown.length = 0;
		const [value] = await make(...Object.values(given));
		expect(value ?? shown[0], name).toBeDefined();
		if (name.startsWith('draw.')) {
			expect(value).toBeInstanceOf(Drawing);
			const { output } = value as Drawing;
			expect(parseMessage({ type: 'output', execution: 1, output })).not.toBeNull();
		}
	});

	test('name something that the library has', () => {
		for (const path of Object.keys(API_EXAMPLES)) {
			const [room, name] = path.split('.');
			const found = globals[room as keyof typeof globals] as unknown as Record<string, unknown>;
			expect(name === undefined ? found : found[name], path).toBeTypeOf('function');
		}
	});
});

describe('drawings refuse what they cannot draw', () => {
	test.each([
		[() => draw.picture([1, 2, 3, 4, 5]), /say \{ height, width \}/],
		[
			() => draw.picture(new Uint8Array(12), { height: 3, width: 3 }),
			/27 numbers in colour or 9 in grey, got 12/
		],
		[() => draw.picture(7 as unknown as number[]), /must be an array/],
		[() => draw.words({ wordLength: 2, bits: 2, levels: new Uint8Array(3) }), /are 512 levels, got 3/],
		[
			() => draw.words({ wordLength: 1, bits: 1, levels: new Uint8Array(256).fill(2) }),
			/whole number 0\.\.1, got 2/
		],
		[() => draw.lines({}), /1 to 12 lines/],
		[() => draw.lines({ a: [1, NaN] }), /finite numbers, got NaN at 1/],
		[() => draw.lines({ a: { x: [1], y: [1, 2] } }), /as many x as y, got 1 and 2/],
		[() => draw.seeds({ a: [1.5] }), /fractions from 0 to 1/],
		[() => draw.seeds({}), /at least one row/]
	])('%#', (make, message) => {
		expect(make).toThrow(message);
	});

	test('and take what they can: colour, grey, any range', () => {
		const grey = draw.picture([0, 300, -5, 128]).output;
		expect(grey).toMatchObject({ kind: 'picture', height: 2, width: 2 });
		expect(grey.kind === 'picture' && Array.from(grey.pixels)).toEqual([
			0, 0, 0, 255, 255, 255, 0, 0, 0, 128, 128, 128
		]);
		const wide = draw.picture(new Uint8Array(18), { height: 2 }).output;
		expect(wide).toMatchObject({ height: 2, width: 3 });
	});
});

describe('settings of a run', () => {
	test('have the usual values where nothing is said', () => {
		expect(configOf({})).toMatchObject({
			encoding: { kind: 'pixel-embedding', wordLength: 10 },
			data: { kind: 'materials', light: 1 },
			tableLearningRate: 0.03
		});
	});

	test('take a name, an encoding or a table of words', () => {
		const table = core.fixedTable({ kind: 'naive', bits: 2, wordLength: 1 });
		expect(configOf({ encoding: 'dither' }).encoding).toMatchObject({ kind: 'dither' });
		expect(configOf({ encoding: { kind: 'bit-planes' } }).encoding).toEqual({ kind: 'bit-planes' });
		expect(configOf({ encoding: table }).encoding).toMatchObject({ kind: 'custom', wordLength: 1 });
	});

	test.each([
		[{ encoding: 'nothing' }, /no encoding is called "nothing"/],
		[{ light: 2 }, /light/],
		[{ steps: 0 }, /steps/],
		[{ stepz: 5, light: 1 }, /stepz/],
		[{ tableBackward: '1/x' }, /finite number/]
	])('%j is refused', (settings, message) => {
		expect(() => configOf(settings)).toThrow(message);
	});
});

test('no two modules of a room export one name: the later would hide the earlier', async () => {
	const { readFileSync } = await import('node:fs');
	const source = readFileSync('src/lib/notebook/frame/library.ts', 'utf8');
	const paths = Object.fromEntries(
		[...source.matchAll(/import \* as (\w+) from '#lib\/([^']+)'/g)].map(([, name, path]) => [name, path])
	);
	for (const [, room, spread] of source.matchAll(/export const (\w+) = \{([^}]*)\}/g)) {
		const seen = new Map<string, string>();
		for (const [, module] of spread.matchAll(/\.\.\.(\w+)/g)) {
			const exported = (await import(`../../src/lib/${paths[module]}`)) as object;
			for (const name of Object.keys(exported)) {
				expect(seen.get(name), `${room}.${name} of ${module}`).toBeUndefined();
				seen.set(name, module);
			}
		}
		expect(seen.size).toBeGreaterThan(0);
	}
});
