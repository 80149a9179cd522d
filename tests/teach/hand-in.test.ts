import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeProgress, type Progress } from '#lib/course/progress.ts';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import {
	MAX_RECEIPTS,
	checksumOf,
	handInFileName,
	oneLine,
	writeHandIn,
	type HandIn
} from '#lib/teach/hand-in.ts';
import { readWork } from '#lib/teach/read-work.ts';

const receipt = (name: string) =>
	parseReceipt(JSON.parse(readFileSync(`tests/golden/receipts/${name}.json`, 'utf8')));

function readHandIn(text: string): HandIn {
	const work = readWork(text);
	if (work.kind !== 'hand-in') throw new Error(`a hand-in file was expected, got a ${work.kind}`);
	return work.handIn;
}

const HAND_IN: HandIn = {
	format: 'awep-hand-in',
	version: 1,
	name: 'Ada',
	exercise: 'Tuesday class',
	date: '2026-01-31',
	codeVersion: '0123456789ab',
	progress: {
		'the-race': {
			read: ['seeds'],
			passed: ['does-it-hold'],
			answers: { 'does-it-hold': 'Not yet', 'three-tosses': '12.5' },
			guesses: { gap: 12, line: [0.1, 0.9], which: 'dither' }
		}
	},
	receipts: [receipt('pixel-embedding'), receipt('thermometer')],
	challenge: { wordBits: 3 }
};

/** The file's data with another value in one place, and a checksum that fits. */
function changed(change: Record<string, unknown>): string {
	const data = { ...HAND_IN, ...change };
	return JSON.stringify({ ...data, checksum: checksumOf(data) });
}

describe('a hand-in file', () => {
	it('is read as it was written', () => {
		expect(readHandIn(writeHandIn(HAND_IN))).toEqual(HAND_IN);
	});

	it('says that it was changed when a single character was', () => {
		const text = writeHandIn(HAND_IN);
		expect(() => readHandIn(text.replace('"Ada"', '"Bob"'))).toThrow('its checksum does not fit');
	});

	it('survives what changes its spaces alone', () => {
		expect(readHandIn(JSON.stringify(JSON.parse(writeHandIn(HAND_IN))))).toEqual(HAND_IN);
	});

	it.each([
		['', 'cannot be read as JSON'],
		[writeHandIn(HAND_IN).slice(0, -20), 'cannot be read as JSON'],
		['null', 'this file has none'],
		['{"format":{"a":1}}', 'this file has none'],
		['{"format":"awep-run"}', 'this file has "awep-run"'],
		[changed({ version: 2 }), 'of version 2; this page reads version 1'],
		[changed({ name: 'x'.repeat(81) }), 'hand-in.name'],
		[changed({ name: 'two\nlines' }), 'one line of text is expected'],
		[changed({ extra: 1 }), 'hand-in.extra'],
		[changed({ date: '31.1.2026' }), 'a date like 2026-01-31'],
		[changed({ challenge: { wordBits: 0.5 } }), 'hand-in.challenge.wordBits'],
		[
			changed({ receipts: [{ ...HAND_IN.receipts[0], testAccuracy: 2 }] }),
			'hand-in.receipts.0: receipt.testAccuracy'
		],
		[changed({ receipts: Array<unknown>(MAX_RECEIPTS + 1).fill(HAND_IN.receipts[0]) }), 'hand-in.receipts'],
		[
			changed({ progress: { a: { read: [], passed: [], answers: {}, guesses: { x: {} } } } }),
			'hand-in.progress.a'
		],
		[
			changed({
				progress: Object.fromEntries(
					Array.from({ length: 41 }, (_, i) => [`c${i}`, HAND_IN.progress['the-race']])
				)
			}),
			'hand-in.progress'
		],
		['['.repeat(200_000), 'cannot be read as JSON'],
		[' '.repeat(1_100_000), 'at most 1,048,576 characters']
	])('is refused with its reason: %.50s', (text, reason) => {
		expect(() => readHandIn(text)).toThrow(reason);
	});

	it('changes no prototype, whatever its keys are called', () => {
		const keys = ['__proto__', 'constructor', 'prototype'];
		for (const key of keys) {
			const progress = `{"${key}":{"read":[],"passed":["polluted"],"answers":{"${key}":"x"},"guesses":{}}}`;
			const data = JSON.parse(
				JSON.stringify(HAND_IN).replace(JSON.stringify(HAND_IN.progress), progress)
			) as object;
			const read = readHandIn(JSON.stringify({ ...data, checksum: checksumOf(data) }));
			const merged = mergeProgress({}, read.progress);
			expect(({} as { passed?: unknown }).passed).toBeUndefined();
			expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
		}
	});

	it('never does anything but read a text or say why not, in 10,000 tries', () => {
		const whole = writeHandIn(HAND_IN);
		const damaged = fc
			.tuple(fc.nat(whole.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 12 }))
			.map(([at, gone, put]) => whole.slice(0, at) + put + whole.slice(at + gone));
		const key = fc.constantFrom(...Object.keys(HAND_IN), '__proto__', 'toString');
		const otherwise = fc
			.tuple(key, fc.jsonValue({ maxDepth: 3 }))
			.map(([name, value]) =>
				changed(JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Record<string, unknown>)
			);
		fc.assert(
			fc.property(fc.oneof(damaged, otherwise, fc.json()), (text) => {
				try {
					expect(readHandIn(text).format).toBe('awep-hand-in');
				} catch (cause) {
					if (!(cause instanceof TypeError)) throw cause;
					expect(cause.message.length).toBeLessThan(600);
				}
			}),
			{ numRuns: 10_000 }
		);
	}, 60_000);
});

describe('progress from two computers', () => {
	const chapter = (passed: string[], answers: Record<string, string>) => ({
		read: [],
		passed,
		answers,
		guesses: {}
	});

	it('loses nothing of either; where both answered, the answer here stands', () => {
		const here: Progress = { a: chapter(['q1'], { q1: 'right', q2: 'here' }) };
		const there: Progress = { a: chapter(['q3'], { q2: 'there', q3: 'right' }), b: chapter([], { q: '1' }) };
		const merged = mergeProgress(here, there);
		expect(merged.a.passed).toEqual(['q1', 'q3']);
		expect(merged.a.answers).toEqual({ q1: 'right', q2: 'here', q3: 'right' });
		expect(merged.b.answers).toEqual({ q: '1' });
		expect(mergeProgress(merged, there)).toEqual(merged);
	});
});

describe('names', () => {
	it('keep one line, and no half character at the cut', () => {
		expect(oneLine('  Ada\r\n\tLovelace ', 80)).toBe('Ada Lovelace');
		expect(oneLine('ab😀', 3)).toBe('ab');
	});

	it('make file names of letters and digits alone', () => {
		expect(handInFileName({ ...HAND_IN, name: '../Zoë <b>' })).toBe('hand-in-zoe-b-2026-01-31.json');
		expect(handInFileName({ ...HAND_IN, name: '' })).toBe('hand-in-2026-01-31.json');
	});
});
