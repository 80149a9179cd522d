import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';
import { customEncoding, namedEncoding, PIXEL_VALUES, type Encoding } from '#lib/core/encoding.ts';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import {
	CHALLENGE,
	judgeChallenge,
	ruleProblems,
	settingsKey,
	wordBitsOf,
	type NaiveRecord
} from '#lib/teach/challenge.ts';

const HASH = 'a'.repeat(64);
const NAIVE: NaiveRecord = {
	dataHash: HASH,
	accuracies: [
		[1, 0.2],
		[2, 0.3],
		[3, 0.4]
	]
};
/** A cut at one value: a word of one bit. */
const cut = (at: number): Encoding =>
	customEncoding('your formula', {
		wordLength: 1,
		bits: 1,
		levels: Uint8Array.from({ length: PIXEL_VALUES }, (_, v) => (v >= at ? 1 : 0))
	});

function receipt(seed: number, testAccuracy: number, change: Partial<TrainConfig> = {}): Receipt {
	return {
		format: 'awep-receipt',
		version: 1,
		config: { ...defaultConfig(cut(20), { kind: 'materials', light: 0 }), seed, steps: 300, ...change },
		date: '2026-01-31',
		codeVersion: '0123456789ab',
		backend: 'wasm',
		dataName: 'materials, dark',
		dataHash: HASH,
		snapshotHash: String(seed).repeat(64),
		testAccuracy,
		validationAccuracy: 0.1
	};
}
const judge = (...receipts: Receipt[]) => judgeChallenge(receipts, CHALLENGE, NAIVE);

describe('the challenge', () => {
	it('counts the bits of the word of one pixel value', () => {
		expect(wordBitsOf(cut(20))).toBe(1);
		expect(wordBitsOf(namedEncoding('naive2'))).toBe(2);
		expect(wordBitsOf(namedEncoding('bit-planes'))).toBe(8);
		expect(wordBitsOf(namedEncoding('pixel-embedding'))).toBe(20);
	});

	it('takes a receipt that keeps to every part of the rule', () => {
		expect(ruleProblems(receipt(1, 0.5), CHALLENGE, NAIVE)).toEqual([]);
	});

	it.each([
		[{ encoding: namedEncoding('naive2') }, 'Its words have 2 bits; at most 1 may be.'],
		[{ encoding: namedEncoding('float-first') }, 'Its first layer is float'],
		[{ data: { kind: 'materials', light: 0.1 } }, 'the materials at light 0'],
		[{ data: { kind: 'own', hash: HASH } }, 'the materials at light 0'],
		[{ steps: 301 }, 'steps: 300, and has 301'],
		[{ batchSize: 64 }, 'batch size 32, and has 64'],
		[{ learningRate: 0.02 }, 'learning rate 0.01, and has 0.02'],
		[{ seed: 4 }, 'one of 1, 2, 3, and is 4']
	] as const)('refuses %j, and says why', (change, reason) => {
		const problems = ruleProblems(receipt(1, 0.9, change), CHALLENGE, NAIVE);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(reason);
	});

	it('refuses other pictures under the same name, and runs that cannot be repeated to the bit', () => {
		expect(ruleProblems({ ...receipt(1, 0.9), dataHash: 'b'.repeat(64) }, CHALLENGE, NAIVE)[0]).toContain(
			'another fingerprint'
		);
		expect(ruleProblems({ ...receipt(1, 0.9), backend: 'webgl' }, CHALLENGE, NAIVE)[0]).toContain('WebGL');
	});

	it('is begun while a seed is missing, whatever the lead', () => {
		const [attempt] = judge(receipt(1, 0.9), receipt(3, 0.9)).attempts;
		expect(attempt).toMatchObject({ standing: 'begun', missing: [2], interval: null });
		expect(attempt.leads.map((lead) => lead.toFixed(2))).toEqual(['0.70', '0.50']);
	});

	it('is reached where the whole interval lies above the naive layer, and not by its mean alone', () => {
		// Leads of 9, 10 and 11 points: sd 1, so the half width is 4.303 / sqrt(3) = 2.48 points.
		const [reached] = judge(receipt(1, 0.29), receipt(2, 0.4), receipt(3, 0.51)).attempts;
		expect(reached.standing).toBe('reached');
		expect(100 * reached.interval!.low).toBeCloseTo(10 - 2.484, 2);
		// Leads of 0, 10 and 20: the half width is 24.8.
		expect(judge(receipt(1, 0.2), receipt(2, 0.4), receipt(3, 0.6)).attempts[0].standing).toBe('ahead');
		expect(judge(receipt(1, 0.1), receipt(2, 0.2), receipt(3, 0.3)).attempts[0].standing).toBe('behind');
	});

	it('never mixes settings to pick the best seed of each', () => {
		const other = { encoding: cut(30) };
		const { attempts } = judge(receipt(1, 0.9), receipt(2, 0.9), receipt(3, 0.9, other));
		expect(attempts.map(({ receipts }) => receipts.length).sort()).toEqual([1, 2]);
		expect(attempts.every(({ standing }) => standing === 'begun')).toBe(true);
	});

	it('says where two receipts of one run name different networks', () => {
		const forged = { ...receipt(1, 0.9), snapshotHash: 'f'.repeat(64) };
		expect(judge(receipt(1, 0.5), forged).attempts[0].contradicted).toEqual([1]);
		expect(judge(receipt(1, 0.5), receipt(1, 0.5)).attempts[0].contradicted).toEqual([]);
	});

	it('knows the same settings in another order of writing', () => {
		const { config } = receipt(1, 0.5);
		const turned = Object.fromEntries(Object.entries(config).reverse()) as unknown as TrainConfig;
		expect(settingsKey({ ...turned, seed: 9 })).toBe(settingsKey(config));
	});

	it('refuses a receipt as the command line wrote it, by what it is', () => {
		const text = readFileSync('tests/golden/receipts/pixel-embedding.json', 'utf8');
		const { refused, attempts } = judge(parseReceipt(JSON.parse(text)));
		expect(attempts).toEqual([]);
		expect(refused[0].problems.join(' ')).toContain('Its words have 20 bits');
	});
});
