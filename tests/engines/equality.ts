/**
 * One suite for every integer engine: number for number what `reference` gives. Reference results are computed once and shared
 * by all engines of a test file.
 */
import { describe, expect, it } from 'vitest';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { Random } from '#lib/core/random.ts';
import type { Engine, Inference } from '#lib/engines/engine.ts';
import { equalityCases, type EqualityCase } from '#lib/engines/equality-cases.ts';
import { reference } from '#lib/engines/reference.ts';
import { smallNetwork } from '../core/small-snapshots.ts';

const LEVELS = { levels: true };
const NO_LEVELS = { levels: false };

async function runOnce(engine: Engine, { network, pictures }: EqualityCase): Promise<Inference> {
	const loaded = await engine.load(network);
	const result = await loaded.run(pictures, LEVELS);
	loaded.dispose();
	return result;
}

const noise = (seed: number, length: number): Uint8Array => {
	const random = Random.fromSeed(seed, 9);
	return Uint8Array.from({ length }, () => random.below(256));
};

/** Small networks as folding makes them: thresholds that no accumulator reaches, or all do. */
function* foldedCases(): Generator<EqualityCase> {
	for (let seed = 0; seed < 60; seed++) {
		const network = smallNetwork(seed);
		const pictures = noise(seed, 3 * network.height * network.width * 3);
		yield { name: `folded network ${seed}`, network, pictures };
	}
}

interface Expected extends EqualityCase {
	readonly expected: Inference;
}

let known: Promise<Expected[]> | undefined;

async function referenceResults(): Promise<Expected[]> {
	const results: Expected[] = [];
	for (const each of [...equalityCases(), ...foldedCases()])
		results.push({ ...each, expected: await runOnce(reference, each) });
	return results;
}

const expectations = (): Promise<Expected[]> => (known ??= referenceResults());

async function caseNamed(name: string): Promise<Expected> {
	const found = (await expectations()).find((each) => each.name === name);
	if (!found) throw new Error(`there is no case "${name}"`);
	return found;
}

/** The first number that differs, in words; null where none does. Comparing arrays by `toEqual` takes ten times as long. */
function firstDifference(own: ArrayLike<number>, expected: ArrayLike<number>): string | null {
	if (own.length !== expected.length) return `${own.length} numbers, expected ${expected.length}`;
	for (let i = 0; i < own.length; i++)
		if (own[i] !== expected[i]) return `number ${i} is ${own[i]}, expected ${expected[i]}`;
	return null;
}

function expectEqual(own: Inference, { name, expected }: Expected): void {
	expected.levels!.forEach((layer, i) => {
		expect(firstDifference(own.levels![i], layer), `${name}, levels of convolution ${i + 1}`).toBeNull();
	});
	expect(firstDifference(own.logits, expected.logits), `${name}, logits`).toBeNull();
}

/** Overwrite everything of a network that can be. */
function spoil({ table, convs, dense }: IntegerNetwork): void {
	table.levels.fill(0);
	for (const { signs, thresholds } of convs) {
		signs.fill(1);
		thresholds.fill(0);
	}
	dense.fill(1);
}

export function describeEngine(name: string, makeEngine: () => Engine | Promise<Engine>): void {
	describe(`${name}, compared with the reference engine`, () => {
		it('gives the same levels and logits on every network', async () => {
			const engine = await makeEngine();
			for (const each of await expectations()) expectEqual(await runOnce(engine, each), each);
		}, 60_000);

		it('gives the same logits where no levels are asked for, a batch at once', async () => {
			const engine = await makeEngine();
			for (const caseName of ['arch A, dither, 64 pictures', 'small network 4', '224 x 224']) {
				const { network, pictures, expected } = await caseNamed(caseName);
				const loaded = await engine.load(network);
				const { logits, levels } = await loaded.run(pictures, NO_LEVELS);
				expect(levels).toBeNull();
				expect(firstDifference(logits, expected.logits), caseName).toBeNull();
				loaded.dispose();
			}
		}, 30_000);

		it('answers no pictures with no numbers', async () => {
			const loaded = await (await makeEngine()).load((await caseNamed('small network 7')).network);
			const { logits, levels } = await loaded.run(new Uint8Array(0), LEVELS);
			expect(logits.length).toBe(0);
			expect(levels!.every((layer) => layer.length === 0)).toBe(true);
			loaded.dispose();
		});

		it('refuses a part of a picture, and a network that contradicts itself', async () => {
			const engine = await makeEngine();
			const { network, pictures } = await caseNamed('small network 9');
			const loaded = await engine.load(network);
			await expect(loaded.run(pictures.subarray(1), NO_LEVELS)).rejects.toThrow(RangeError);
			loaded.dispose();
			const dense = network.dense.slice(1);
			await expect(engine.load({ ...network, dense })).rejects.toThrow(RangeError);
		});

		it('goes on with the network it was given when the caller changes its arrays', async () => {
			const each = await caseNamed('small network 11');
			const network = structuredClone(each.network);
			const loaded = await (await makeEngine()).load(network);
			spoil(network);
			expectEqual(await loaded.run(each.pictures, LEVELS), each);
			loaded.dispose();
		});

		it('keeps two networks apart, and one when the other is disposed of', async () => {
			const engine = await makeEngine();
			const [a, b] = [await caseNamed('arch A, thermometer, 7 pictures'), await caseNamed('small network 2')];
			const [onA, onB] = [await engine.load(a.network), await engine.load(b.network)];
			expectEqual(await onA.run(a.pictures, LEVELS), a);
			expectEqual(await onB.run(b.pictures, LEVELS), b);
			expectEqual(await onA.run(a.pictures, LEVELS), a);
			onA.dispose();
			expectEqual(await onB.run(b.pictures, LEVELS), b);
			onB.dispose();
		});

		it('can load and dispose of networks again and again', async () => {
			const engine = await makeEngine();
			const each = await caseNamed('small network 5');
			for (let i = 0; i < 40; i++) expectEqual(await runOnce(engine, each), each);
		}, 30_000);
	});
}
