/** The comparing worker: runs the reference once, then every engine that this browser has, and says what is equal. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Engine, Inference } from './engine.ts';
import type { EqualityRequest, FromEquality } from './equality-protocol.ts';
import { layerEquality, withFault } from './layer-equality.ts';
import { reference } from './reference.ts';
import { loadWasmKernels } from './wasm-browser.ts';
import { wasmEngine } from './wasm-engine.ts';
import { hasRelaxedSimd } from './wasm-kernels.ts';
import { webglEngine } from './webgl/engine.ts';
import { closeWebgl2, openWebgl2 } from './webgl/open.ts';
import { webgpuEngine } from './webgpu/engine.ts';
import { closeWebgpu, openWebgpu } from './webgpu/open.ts';

const say = (message: FromEquality): void => postMessage(message);

async function inferenceOf(
	engine: Engine,
	network: IntegerNetwork,
	pictures: Uint8Array
): Promise<Inference> {
	const loaded = await engine.load(network);
	try {
		return await loaded.run(pictures, { levels: true });
	} finally {
		loaded.dispose();
	}
}

async function compareAll({ network, pictures, fault }: EqualityRequest): Promise<void> {
	const expected = await inferenceOf(reference, network, pictures);
	say({ type: 'reference' });
	const copy = withFault(network, fault);
	const compare = async (engine: Engine, name: string, device: string): Promise<void> =>
		say({
			type: 'engine',
			name,
			device,
			layers: layerEquality(await inferenceOf(engine, copy, pictures), expected)
		});

	await compare(wasmEngine(await loadWasmKernels('base')), 'WebAssembly', 'SIMD');
	if (hasRelaxedSimd())
		await compare(wasmEngine(await loadWasmKernels('relaxed')), 'WebAssembly, relaxed', 'relaxed SIMD');
	const webgl = openWebgl2();
	if (webgl) {
		try {
			await compare(webglEngine(webgl, 'table'), 'WebGL2, table', webgl.renderer);
			await compare(webglEngine(webgl, 'popcount'), 'WebGL2, popcount', webgl.renderer);
		} finally {
			closeWebgl2(webgl);
		}
	} else say({ type: 'missing', name: 'WebGL2', reason: 'this browser has none in a worker' });
	const webgpu = await openWebgpu();
	if (webgpu) {
		try {
			await compare(webgpuEngine(webgpu), 'WebGPU', webgpu.renderer);
		} finally {
			closeWebgpu(webgpu);
		}
	} else say({ type: 'missing', name: 'WebGPU', reason: 'this browser has none here' });
}

onmessage = ({ data }: MessageEvent<EqualityRequest>) => {
	compareAll(data).then(
		() => say({ type: 'done' }),
		(cause: unknown) => say({ type: 'failed', reason: (cause as Error).message })
	);
};
