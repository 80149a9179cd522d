import { readFile } from 'node:fs/promises';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { beforeAll, expect, it } from 'vitest';
import { integerOnnx } from '#lib/core/integer-onnx.ts';
import { channelsFirst, ONNX_INPUT } from '#lib/core/onnx-writer-blocks.ts';
import { equalityCases } from '#lib/engines/equality-cases.ts';
import { reference } from '#lib/engines/reference.ts';

const CASES = [...equalityCases()].filter(({ network }) => network.width <= 32).filter((_, i) => i % 6 === 0);

beforeAll(async () => {
	env.wasm.numThreads = 1;
	env.wasm.wasmBinary = await readFile('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
});

it.each(CASES)(
	'$name as ONNX: onnxruntime gives the integer logits exactly',
	async ({ network, pictures }) => {
		const { height, width, classes } = network;
		const size = 3 * height * width;
		const images = pictures.length / size;
		const planes = new Uint8Array(pictures.length);
		for (let i = 0; i < images; i++)
			planes.set(channelsFirst(pictures.subarray(i * size, (i + 1) * size), height * width, 3, 1), i * size);
		const session = await InferenceSession.create(integerOnnx(network), { executionProviders: ['wasm'] });
		const feeds = { [ONNX_INPUT]: new Tensor('uint8', planes, [images, 3, height, width]) };
		const { logits } = await session.run(feeds);
		await session.release();
		const loaded = await reference.load(network);
		const expected = await loaded.run(pictures, { levels: false });
		loaded.dispose();
		expect(logits.dims).toEqual([images, classes]);
		expect([...(logits.data as Float32Array)]).toEqual([...expected.logits]);
	}
);
