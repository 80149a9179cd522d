import { describe, expect, it } from 'vitest';
import { foldNetwork } from '#lib/core/fold.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { Random } from '#lib/core/random.ts';
import { bestClasses, pictureCount, type Inference } from '#lib/engines/engine.ts';
import { reference } from '#lib/engines/reference.ts';
import { smallNetwork, smallSnapshot } from '../core/small-snapshots.ts';
import { evaluateInFloat } from './float-evaluation.ts';

const noise = (random: Random, bytes: number): Uint8Array =>
	Uint8Array.from({ length: bytes }, () => random.below(256));

async function run(network: IntegerNetwork, pictures: Uint8Array): Promise<Inference> {
	const loaded = await reference.load(network);
	const result = await loaded.run(pictures, { levels: true });
	loaded.dispose();
	return result;
}

/** Word length 1, one bit: level 1 from 128 on. A single convolution of one channel, all signs plus. */
function boxFilter(
	height: number,
	width: number,
	change: Partial<IntegerNetwork['convs'][0]>
): IntegerNetwork {
	const levels = new Uint8Array(256).fill(1, 128);
	const conv = {
		outChannels: 1,
		stride: 1,
		pool: 1,
		signs: new Int8Array(27).fill(1),
		thresholds: Int16Array.of(3, 12, 27),
		...change
	} as const;
	const outHeight = Math.ceil(height / conv.stride) / conv.pool;
	const outWidth = Math.ceil(width / conv.stride) / conv.pool;
	const dense = Int8Array.from({ length: outHeight * outWidth * 2 }, (_, i) => (i % 2 ? -1 : 1));
	return { height, width, table: { wordLength: 1, bits: 1, levels }, convs: [conv], dense, classes: 2 };
}

const white = (height: number, width: number): Uint8Array => new Uint8Array(height * width * 3).fill(255);

describe('the reference engine', () => {
	it('pads with level 0: a white picture has 12 in its corners, 18 on its edges, 27 inside', async () => {
		const { levels, logits } = await run(
			boxFilter(3, 3, { thresholds: Int16Array.of(13, 19, 27) }),
			white(3, 3)
		);
		expect(Array.from(levels![0])).toEqual([0, 1, 0, 1, 3, 1, 0, 1, 0]);
		expect(Array.from(logits)).toEqual([7, -7]);
	});

	it('reaches a threshold by equalling it', async () => {
		const at = async (t: number): Promise<number> =>
			(await run(boxFilter(1, 1, { thresholds: Int16Array.of(t, 28, 28) }), white(1, 1))).levels![0][0];
		expect([await at(2), await at(3), await at(4)]).toEqual([1, 1, 0]);
	});

	it('steps over every second position from the first on where the stride is 2', async () => {
		const picture = new Uint8Array(4 * 4 * 3);
		picture.fill(255, 0, 3);
		const thresholds = Int16Array.of(1, 2, 3);
		expect(Array.from((await run(boxFilter(4, 4, { stride: 2, thresholds }), picture)).levels![0])).toEqual([
			3, 0, 0, 0
		]);
	});

	it('pools the largest of two by two', async () => {
		const picture = new Uint8Array(4 * 4 * 3);
		picture.fill(255, 15 * 3);
		const thresholds = Int16Array.of(1, 2, 3);
		expect(Array.from((await run(boxFilter(4, 4, { pool: 2, thresholds }), picture)).levels![0])).toEqual([
			0, 0, 0, 3
		]);
	});

	it('equals the float32 evaluation, every level and logit, on networks with every oddity', async () => {
		let checked = 0;
		const seen = new Set<number>();
		for (let seed = 0; seed < 400; seed++) {
			const snapshot = smallSnapshot(seed);
			const network = foldNetwork(snapshot);
			const size = network.height * network.width * 3;
			const pictures = noise(Random.fromSeed(seed, 9), 2 * size);
			const { levels, logits } = await run(network, pictures);
			for (const i of [0, 1]) {
				const oracle = evaluateInFloat(snapshot, pictures.subarray(i * size, (i + 1) * size));
				oracle.levels.forEach((layer, l) => {
					const own = Array.from(levels![l].subarray(i * layer.length, (i + 1) * layer.length));
					expect(own, `network ${seed}, picture ${i}, convolution ${l + 1}`).toEqual(layer);
					layer.forEach((level) => seen.add(level));
					checked += layer.length;
				});
				const own = logits.subarray(i * network.classes, (i + 1) * network.classes);
				expect(Array.from(own), `network ${seed}, picture ${i}`).toEqual(oracle.logits);
			}
		}
		expect(checked).toBeGreaterThan(10_000);
		expect([...seen].sort()).toEqual([0, 1, 2, 3]);
	}, 30_000);

	it('keeps constant channels constant in every picture', async () => {
		for (const [thresholds, level] of [
			[[28, 28, 28], 0],
			[[-27, 28, 28], 1],
			[[-27, -27, 28], 2],
			[[-27, -27, -27], 3]
		] as const) {
			const network = boxFilter(5, 3, { thresholds: Int16Array.from(thresholds) });
			const { levels } = await run(network, noise(Random.fromSeed(1), 5 * 3 * 3 * 4));
			expect(new Set(levels![0])).toEqual(new Set([level]));
		}
	});

	it('answers a batch as it answers its pictures one by one, and levels only when asked', async () => {
		const network = smallNetwork(23);
		const size = network.height * network.width * 3;
		const pictures = noise(Random.fromSeed(2), 5 * size);
		const loaded = await reference.load(network);
		const all = await loaded.run(pictures, { levels: false });
		expect(all.levels).toBeNull();
		for (let i = 0; i < 5; i++) {
			const one = await loaded.run(pictures.subarray(i * size, (i + 1) * size), { levels: false });
			const { classes } = network;
			expect(one.logits).toEqual(all.logits.slice(i * classes, (i + 1) * classes));
		}
		const none = await loaded.run(new Uint8Array(0), { levels: true });
		expect(none.logits.length).toBe(0);
		expect(none.levels!.every((layer) => layer.length === 0)).toBe(true);
	});

	it('goes on with the network it was given when the caller changes its arrays', async () => {
		const network = boxFilter(3, 3, {});
		const loaded = await reference.load(network);
		const before = await loaded.run(white(3, 3), { levels: true });
		network.convs[0].signs.fill(-1);
		expect(await loaded.run(white(3, 3), { levels: true })).toEqual(before);
	});

	it('refuses a network that contradicts itself, and pictures of another size', async () => {
		const thresholds = Int16Array.of(5, 4, 3);
		await expect(reference.load(boxFilter(3, 3, { thresholds }))).rejects.toThrow('must not fall');
		const loaded = await reference.load(boxFilter(3, 3, {}));
		await expect(loaded.run(new Uint8Array(28), { levels: false })).rejects.toThrow(
			new RangeError('a picture of 3 x 3 has 27 bytes, got 28 for all, which is no multiple')
		);
		expect(pictureCount(boxFilter(3, 3, {}), new Uint8Array(54))).toBe(2);
	});
});

describe('the best class', () => {
	it('is that of the largest logit, and of equals the lowest', () => {
		const logits = Int32Array.of(1, 5, 5, 0, 0, 0, -9, -3, -3, 2, 1, 7);
		expect(Array.from(bestClasses(logits, 3))).toEqual([1, 0, 1, 2]);
	});

	it('is none where there are no pictures', () => {
		expect(bestClasses(new Int32Array(0), 10).length).toBe(0);
	});
});
