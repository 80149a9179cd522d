import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { inferFloat } from '#lib/core/float-reference.ts';
import { startTfjs, tfjsRepeatable, tfjsValues, type TfjsWork } from '#lib/engines/tfjs-baseline.ts';
import { floatCases, randomPictures, relativeError } from './float-baseline-cases.ts';

const modules = join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist');

/** The other two modules must not be asked for. */
const wasmPaths = {
	'tfjs-backend-wasm.wasm': 'none',
	'tfjs-backend-wasm-simd.wasm': join(modules, 'tfjs-backend-wasm-simd.wasm'),
	'tfjs-backend-wasm-threaded-simd.wasm': 'none'
};

beforeAll(async () => {
	// As on a cross-origin isolated page, where tfjs takes threads unless it is told not to before it starts.
	tf.env().registerFlag('WASM_HAS_MULTITHREAD_SUPPORT', () => Promise.resolve(true));
	await startTfjs('wasm', wasmPaths);
	await startTfjs('cpu', wasmPaths);
});

describe.each(floatCases)('tfjs, $name', ({ name, network }) => {
	// tfjs's plain JavaScript is slow.
	const pictures = randomPictures(network, name === 'arch A' ? 3 : 24, 1);
	const expected = inferFloat(network, pictures);

	it.each(['cpu', 'wasm'] as const)('on %s, computes what plain loops do', async (backend) => {
		const work: TfjsWork = { network, pictures, backend };
		expect(relativeError(await tfjsValues(work, 'whole'), expected.logits)).toBeLessThan(1e-5);
		expect(relativeError(await tfjsValues(work, 'first-layer'), expected.blocks[0])).toBeLessThan(1e-5);
	});
});

describe('tfjs', () => {
	const { network } = floatCases[1];
	const work: TfjsWork = { network, pictures: randomPictures(network, 3, 2), backend: 'wasm' };

	it('has its wasm backend run with SIMD and one thread', async () => {
		expect(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')).toBe(true);
		expect(await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')).toBe(false);
		expect(getThreadsCount()).toBe(1);
	});

	it('holds no tensor more after repeating, and none after it is given back', async () => {
		const before = tf.memory().numTensors;
		for (const part of ['whole', 'first-layer'] as const) {
			const repeatable = await tfjsRepeatable(work, part);
			const loaded = tf.memory().numTensors;
			await repeatable.repeat(3);
			expect(tf.memory().numTensors).toBe(loaded);
			repeatable.dispose();
			expect(tf.memory().numTensors).toBe(before);
		}
	});

	it('keeps to its backend when another was used in between', async () => {
		const repeatable = await tfjsRepeatable(work, 'whole');
		await tfjsValues({ ...work, backend: 'cpu' }, 'whole');
		await repeatable.repeat(1);
		expect(tf.getBackend()).toBe('wasm');
		repeatable.dispose();
	});

	it('refuses part of a picture, and holds nothing then', async () => {
		const before = tf.memory().numTensors;
		const cut = { ...work, pictures: work.pictures.subarray(1) };
		await expect(tfjsRepeatable(cut, 'whole')).rejects.toThrow('no multiple');
		expect(tf.memory().numTensors).toBe(before);
	});
});
