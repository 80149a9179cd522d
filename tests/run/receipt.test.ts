import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { parseReceipt, readReceipt } from '#lib/run/parse-receipt.ts';
import { compareReceipts, WEBGL_TOLERANCE_POINTS, type Receipt } from '#lib/run/receipt.ts';

const RECEIPT: Receipt = {
	format: 'awep-receipt',
	version: 1,
	config: defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 0 }),
	date: '2026-01-31',
	codeVersion: '0123456789ab',
	backend: 'wasm',
	dataName: 'materials, light 0',
	dataHash: 'a'.repeat(64),
	snapshotHash: 'b'.repeat(64),
	testAccuracy: 0.8,
	validationAccuracy: 0.75
};

describe('a receipt in a file', () => {
	it('is read as it was written', () => {
		expect(readReceipt(JSON.stringify(RECEIPT))).toEqual(RECEIPT);
	});

	it.each([
		['', 'cannot be read as JSON'],
		['{"format":', 'cannot be read as JSON'],
		['null', 'its format must be "awep-receipt", got none'],
		['[]', 'its format must be "awep-receipt", got none'],
		['{"format":"awep-run"}', 'its format must be "awep-receipt", got "awep-run"'],
		[JSON.stringify({ ...RECEIPT, version: 2 }), 'of version 2; this page reads version 1'],
		[JSON.stringify({ ...RECEIPT, pupil: 'x' }), 'receipt.pupil'],
		[JSON.stringify({ ...RECEIPT, testAccuracy: 1.01 }), 'receipt.testAccuracy'],
		[JSON.stringify({ ...RECEIPT, snapshotHash: 'B'.repeat(64) }), 'receipt.snapshotHash'],
		[JSON.stringify({ ...RECEIPT, date: 'yesterday' }), 'a date like 2026-01-31 is expected'],
		[JSON.stringify({ ...RECEIPT, backend: 'cpu' }), 'receipt.backend'],
		[JSON.stringify({ ...RECEIPT, config: { ...RECEIPT.config, seed: -1 } }), 'config.seed'],
		[JSON.stringify({ ...RECEIPT, config: null }), 'config'],
		['x'.repeat(40_000), 'at most 32768 characters, got 40000']
	])('is refused with its reason: %.40s', (text, reason) => {
		expect(() => readReceipt(text)).toThrow(reason);
	});

	it('keeps no field that JSON smuggled in', () => {
		const smuggled = JSON.parse(
			`{"__proto__":{"testAccuracy":1},${JSON.stringify(RECEIPT).slice(1)}`
		) as unknown;
		// Its own key is called __proto__: to a strict schema, an unknown field.
		expect(() => parseReceipt(smuggled)).toThrow('receipt.');
	});
});

describe('a receipt against its replay', () => {
	it('agrees when all is equal', () => {
		const compared = compareReceipts(RECEIPT, { ...RECEIPT, date: '2027-01-01', codeVersion: 'other' });
		expect(compared.map(({ claim, agrees }) => [claim, agrees])).toEqual([
			['training pictures', true],
			['final network', true],
			['test accuracy', true],
			['validation accuracy', true]
		]);
	});

	it.each([
		['training pictures', { dataHash: 'c'.repeat(64) }],
		['final network', { snapshotHash: 'c'.repeat(64) }],
		['test accuracy', { testAccuracy: 0.8005 }],
		['validation accuracy', { validationAccuracy: 0.751 }]
	] as const)('shows a %s that was tampered with, and nothing else', (claim, change) => {
		const compared = compareReceipts({ ...RECEIPT, ...change }, RECEIPT);
		expect(compared.filter(({ agrees }) => !agrees).map((c) => c.claim)).toEqual([claim]);
	});

	it('of WebGL is held to its tolerance, and not to its network', () => {
		const said: Receipt = { ...RECEIPT, backend: 'webgl', snapshotHash: 'c'.repeat(64) };
		const at = (points: number): boolean =>
			compareReceipts({ ...said, testAccuracy: RECEIPT.testAccuracy - points / 100 }, RECEIPT).every(
				({ agrees }) => agrees
			);
		expect([at(0), at(WEBGL_TOLERANCE_POINTS - 0.1), at(WEBGL_TOLERANCE_POINTS + 0.1)]).toEqual([
			true,
			true,
			false
		]);
		expect(compareReceipts(said, RECEIPT).map((c) => c.claim)).not.toContain('final network');
	});
});
