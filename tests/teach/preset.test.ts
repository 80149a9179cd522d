import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '#lib/course/chapters.ts';
import { writeFragment } from '#lib/run/fragment.ts';
import { DEFAULT_SETTINGS, configOf } from '#lib/run/lab-settings.ts';
import { splitPreset } from '#lib/run/preset-part.ts';
import {
	LIMIT_BITS,
	MAX_PRESET_CHARACTERS,
	MAX_PUPIL_NUMBER,
	MAX_TASK_CHARACTERS,
	MAX_TITLE_CHARACTERS,
	NO_PRESET,
	RULED_SETTINGS,
	keptTo,
	pupilNumber,
	pupilSeed,
	readPreset,
	ruleOf,
	withPreset,
	writePreset,
	type ClassPreset,
	type Rule,
	type RuledSetting
} from '#lib/teach/preset.ts';

/** A text as a title can be: one line, no space at its ends, nothing unseen. */
const anyLine = (max: number): fc.Arbitrary<string> =>
	fc
		.string({ unit: 'grapheme', maxLength: max })
		.map((text) => readPreset(`preset=1&title=${encodeURIComponent(text)}`).preset?.title ?? '');
const anyPreset: fc.Arbitrary<ClassPreset> = fc.record({
	title: anyLine(MAX_TITLE_CHARACTERS),
	task: anyLine(MAX_TASK_CHARACTERS),
	chapter: fc.constantFrom(null, ...CHAPTERS.map(({ slug }) => slug)),
	start: fc
		.record({
			encoding: fc.constantFrom('pixel-embedding', 'naive', 'dither', 'float-first'),
			wordLength: fc.integer({ min: 1, max: 16 }),
			bits: fc.constantFrom(1, 2),
			light: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
			steps: fc.integer({ min: 1, max: 20_000 }),
			seed: fc.integer({ min: 0, max: 4_294_967_295 - MAX_PUPIL_NUMBER })
		} as const)
		.map((part) => ({ ...DEFAULT_SETTINGS, ...part })),
	rules: fc.dictionary(
		fc.constantFrom<RuledSetting>(...RULED_SETTINGS),
		fc.constantFrom<Rule>('hidden', 'locked'),
		{ noNullPrototype: true }
	),
	eachSeed: fc.boolean(),
	limit: fc.option(fc.integer(LIMIT_BITS))
});

const preset = (text: string): ClassPreset => {
	const read = readPreset(`preset=1&${text}`);
	expect(read.problems).toEqual([]);
	return read.preset!;
};
const problemsOf = (text: string): readonly string[] => readPreset(`preset=1&${text}`).problems;

describe('a class preset in a link', () => {
	it('comes back as it was written', { timeout: 60_000 }, () => {
		fc.assert(
			fc.property(anyPreset, (given) => {
				expect(readPreset(writePreset(given))).toEqual({ preset: given, problems: [] });
			}),
			{ numRuns: 500 }
		);
	});

	it('says only what is not usual', () => {
		expect(writePreset(NO_PRESET)).toBe('preset=1');
		expect(
			writePreset({
				...NO_PRESET,
				title: 'Week 3',
				start: { ...DEFAULT_SETTINGS, light: 0 },
				rules: { light: 'locked', learningRate: 'hidden', steps: 'hidden' },
				limit: 8
			})
		).toBe('preset=1&title=Week%203&hide=steps.rate&lock=light&limit=8&light=0');
	});

	it('stands behind the state of the lab, which never sees it', () => {
		const state = writeFragment(DEFAULT_SETTINGS);
		const given = { ...NO_PRESET, title: 'a&preset=2', eachSeed: true };
		expect(splitPreset(`#${withPreset(state, given)}`)).toEqual({ state, preset: writePreset(given) });
		expect(splitPreset(`#${withPreset('', given)}`)).toEqual({ state: '', preset: writePreset(given) });
		expect(splitPreset(`#${state}`)).toEqual({ state, preset: null });
		expect(splitPreset('#content')).toEqual({ state: 'content', preset: null });
		expect(withPreset(state, null)).toBe(state);
	});
});

describe('a preset that cannot be kept to', () => {
	it.each([
		['preset=2&title=x', 'it is version “2”, and this page reads 1'],
		['preset=', 'it is version “”, and this page reads 1'],
		['preset=1.0', 'it is version “1.0”, and this page reads 1'],
		[`preset=1&title=${'x'.repeat(MAX_PRESET_CHARACTERS)}`, 'it is longer than 2048 characters']
	])('is refused whole: %.40s', (text, reason) => {
		expect(readPreset(text)).toEqual({
			preset: null,
			problems: [`The class preset in this link was not read: ${reason}.`]
		});
	});

	it.each([
		['light=7', '“light” must be a number from 0 to 1, not “7”.'],
		['steps=1e9', '“steps” must be a whole number from 1 to 20000, not “1e9”.'],
		['__proto__=1', 'The lab has no setting “__proto__”.'],
		['constructor=1', 'The lab has no setting “constructor”.'],
		['hide=__proto__', 'The lab has no control “__proto__” to hide.'],
		['lock=light.toString', 'The lab has no control “toString” to lock.'],
		['hide=view', 'The lab has no control “view” to hide.'],
		['chapter=the-end', 'There is no chapter “the-end”.'],
		['limit=0', '“limit” must be a whole number of bits from 1 to 32, not “0”.'],
		['limit=1e1', '“limit” must be a whole number of bits from 1 to 32, not “1e1”.'],
		['each-seed=yes', '“each-seed” must be 1, not “yes”.'],
		['title=a&title=b', '“title” is given twice; the first counts.'],
		[`title=${'x'.repeat(81)}`, 'The title is longer than 80 characters and was cut there.'],
		['title=a%E2%80%AEb', 'The title holds characters that cannot be seen; they were left out.'],
		[
			'each-seed=1&seed=4294967295',
			'“seed” must be at most 4294966296 where each pupil has one of their own, not “4294967295”.'
		]
	])('names what it left out: %.40s', (text, problem) => {
		expect(problemsOf(text)).toEqual([problem]);
	});

	it('keeps everything else', () => {
		const { preset: read, problems } = readPreset('preset=1&title=Week 3&light=7&steps=200&lock=light.moon');
		expect(problems).toHaveLength(2);
		expect(read).toEqual({
			...NO_PRESET,
			title: 'Week 3',
			start: { ...DEFAULT_SETTINGS, steps: 200 },
			rules: { light: 'locked' }
		});
	});

	it('keeps markup as the text it is, and cuts an overlong title at a whole character', () => {
		const markup = '<img src=x onerror=alert(1)>';
		expect(preset(`title=${encodeURIComponent(markup)}`).title).toBe(markup);
		const faces = '😀'.repeat(MAX_TITLE_CHARACTERS + 5);
		expect(readPreset(`preset=1&title=${encodeURIComponent(faces)}`).preset?.title).toBe(
			'😀'.repeat(MAX_TITLE_CHARACTERS)
		);
	});

	it(
		'never throws, never reaches an object’s prototype, and always gives settings of which a run can be made',
		{ timeout: 120_000 },
		() => {
			const word = fc.oneof(
				fc.string({ maxLength: 30 }),
				fc.constantFrom(
					...['title', 'task', 'chapter', 'hide', 'lock', 'each-seed', 'limit', 'encoding', 'light', 'seed'],
					...['__proto__', 'constructor', 'prototype', 'toString', 'preset', 'formula', 'table', 'd', 'bits']
				)
			);
			const value = fc.oneof(
				fc.string({ unit: 'binary', maxLength: 60 }),
				fc.constantFrom(
					'1',
					'-1',
					'NaN',
					'1e400',
					'light.steps',
					'__proto__',
					'%',
					'%E0%A4%A',
					'custom',
					'dither'
				)
			);
			const pair = fc.tuple(word, value).map(([key, text]) => `${key}=${text}`);
			const anyText = fc.oneof(
				fc.array(pair, { maxLength: 12 }).map((pairs) => ['preset=1', ...pairs].join('&')),
				fc.string({ unit: 'binary', maxLength: 300 }).map((text) => `preset=1&${text}`),
				fc.string({ unit: 'binary', maxLength: 300 })
			);
			fc.assert(
				fc.property(anyText, (text) => {
					const { state, preset: part } = splitPreset(`#${text}`);
					expect(typeof state).toBe('string');
					const { preset: read, problems } = readPreset(part);
					for (const problem of problems) expect(problem.length).toBeLessThan(300);
					if (!read) return;
					expect([...read.title].length).toBeLessThanOrEqual(MAX_TITLE_CHARACTERS);
					expect([...read.task].length).toBeLessThanOrEqual(MAX_TASK_CHARACTERS);
					configOf(keptTo(read, DEFAULT_SETTINGS));
					// What was read can be written, and is then read without complaint.
					const again = readPreset(writePreset(read));
					expect(again.problems).toEqual([]);
					expect(writePreset(again.preset!)).toBe(writePreset(read));
				}),
				{ numRuns: 12_000 }
			);
			expect(({} as Record<string, unknown>)['title']).toBeUndefined();
			expect(Object.keys(Object.prototype)).toEqual([]);
		}
	);
});

describe('settings under a preset', () => {
	const strict = preset('light=0&steps=100&seed=40&lock=light&hide=steps');

	it('have its values wherever it hides or locks, and keep their own elsewhere', () => {
		const asked = { ...DEFAULT_SETTINGS, light: 1, steps: 9, wordLength: 3, seed: 5 };
		expect(keptTo(strict, asked)).toEqual({ ...asked, light: 0, steps: 100 });
		expect(keptTo(preset('seed=40&lock=seed'), asked).seed).toBe(40);
	});

	it('give way to its start where they make no run under it', () => {
		const short = preset('d=1&lock=d');
		// One entry has no root of d − 2.
		const asked = { ...DEFAULT_SETTINGS, encoding: 'custom', formula: 'v*sqrt(d - 2)' } as const;
		expect(keptTo(short, asked)).toEqual({ ...DEFAULT_SETTINGS, wordLength: 1 });
		const fromFile = { ...asked, customBy: 'table', digits: '0'.repeat(512), wordLength: 2 } as const;
		expect(keptTo(short, fromFile).encoding).toBe('pixel-embedding');
		const code = preset('encoding=custom&formula=top*v%2F255&d=4&lock=encoding');
		expect(keptTo(code, { ...asked, wordLength: 8 })).toMatchObject({
			formula: 'top*v/255',
			wordLength: 4
		});
	});

	it('take their seed from the pupil’s number, where each pupil has one', () => {
		const each = preset('seed=40&each-seed=1');
		expect(pupilSeed(each, 7)).toBe(47);
		const seventh = keptTo(each, { ...DEFAULT_SETTINGS, seed: 47 });
		expect([seventh.seed, pupilNumber(each, seventh)]).toEqual([47, 7]);
		// Neither the start's own seed nor one past the last pupil is a pupil's.
		for (const seed of [40, 39, 40 + MAX_PUPIL_NUMBER + 1]) {
			const kept = keptTo(each, { ...DEFAULT_SETTINGS, seed });
			expect([kept.seed, pupilNumber(each, kept)]).toEqual([40, 0]);
		}
		expect(() => pupilSeed(each, 0)).toThrow('a whole number from 1 to 999, got 0');
		expect(() => pupilSeed(each, 1000)).toThrow(RangeError);
	});

	it('say how each stands', () => {
		expect(ruleOf(strict, 'light')).toBe('locked');
		expect(ruleOf(strict, 'steps')).toBe('hidden');
		expect(ruleOf(strict, 'wordLength')).toBeNull();
		expect(ruleOf(null, 'light')).toBeNull();
		expect(ruleOf(preset('each-seed=1'), 'seed')).toBe('locked');
		expect(ruleOf(preset('each-seed=1&hide=seed'), 'seed')).toBe('hidden');
	});
});
