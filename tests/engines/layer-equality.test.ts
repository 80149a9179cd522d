import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkIntegerNetwork } from '#lib/core/integer-network.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { layerEquality, withFault } from '#lib/engines/layer-equality.ts';
import { reference } from '#lib/engines/reference.ts';
import { testPicture } from '#lib/widgets/material-pictures.ts';

const inference = (levels: number[][], logits: number[]) => ({
	logits: Int32Array.from(logits),
	levels: levels.map((layer) => Uint8Array.from(layer))
});

it('counts equal cells layer by layer', () => {
	const own = inference([[0, 1, 2], [3]], [5, -5]);
	const expected = inference([[0, 1, 3], [3]], [5, 5]);
	expect(layerEquality(own, expected)).toEqual([
		{ layer: 'convolution 1', equal: 2, total: 3 },
		{ layer: 'convolution 2', equal: 1, total: 1 },
		{ layer: 'sums of the classes', equal: 1, total: 2 }
	]);
});

it('refuses inferences of different networks', () => {
	expect(() => layerEquality(inference([[0]], [1]), inference([[0, 1]], [1]))).toThrow(
		'2 numbers expected, got 1'
	);
	expect(() => layerEquality({ logits: new Int32Array(1), levels: null }, inference([[0]], [1]))).toThrow(
		'levels'
	);
});

it('makes one wrong number that every comparison sees, and leaves the network a network', async () => {
	const network = decodeIntegerNetwork(new Uint8Array(readFileSync('static/networks/pixel-embedding.lbn')));
	const before = structuredClone(network);
	const run = async (fault: 'none' | 'threshold' | 'sign') => {
		const loaded = await reference.load(withFault(network, fault));
		return loaded.run(testPicture(1, 20), { levels: true });
	};
	const expected = await run('none');
	for (const fault of ['threshold', 'sign'] as const) {
		expect(() => checkIntegerNetwork(withFault(network, fault))).not.toThrow();
		const [first] = layerEquality(await run(fault), expected);
		expect(first.equal).toBeLessThan(first.total);
		// One channel of 32 is touched.
		expect(first.equal).toBeGreaterThanOrEqual((first.total * 31) / 32);
	}
	expect(network).toEqual(before);
});
