/**
 * onnxruntime-web on the processor, as the engine to compare with: a float network in float32 or in 8 bits.
 *
 * One thread, as our own engines: nothing here asks for more, and ENGINES compares a core with a core. It brings megabytes of
 * WebAssembly, so only files that are themselves loaded on demand may import it.
 */
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { floatOnnx } from '#lib/core/float-onnx.ts';
import type { FloatNetwork } from '#lib/core/float-network.ts';
import { floatPictureCount } from '#lib/core/float-reference.ts';
import { int8Onnx, type Int8FirstLayer } from '#lib/core/int8-onnx.ts';
import { channelsFirst, ONNX_INPUT } from '#lib/core/onnx-writer-blocks.ts';
import type { Repeatable, TimedPart } from './repeatable.ts';

/** With which numbers it computes. */
export type OrtArithmetic =
	| { readonly kind: 'float32' }
	| {
			readonly kind: 'int8';
			/** 'float32' is the faster (core/int8-onnx.ts). */
			readonly firstLayer: Int8FirstLayer;
			/** [images, height, width, 3]: pictures by which activations get their scales. */
			readonly calibration: Uint8Array;
	  };

export interface OrtWork {
	readonly network: FloatNetwork;
	/** [images, height, width, 3], 8 bits a component. */
	readonly pictures: Uint8Array;
	readonly arithmetic: OrtArithmetic;
}

/**
 * Hand onnxruntime its WebAssembly module, once, before anything else here.
 * @param module the bytes of onnxruntime-web/ort-wasm-simd-threaded.wasm: its only processor build, SIMD, and run with one thread
 */
export function provideOrtModule(module: ArrayBuffer | Uint8Array): void {
	env.wasm.numThreads = 1;
	env.wasm.wasmBinary = module;
}

/**
 * All graph optimizations, the memory arena and the memory plan: each is the default today and none was slower. What is left
 * out: outputs made beforehand, which this engine leaves unwritten when they lie in the processor's memory (1.30).
 */
const OPTIONS: InferenceSession.SessionOptions = {
	executionProviders: ['wasm'],
	executionMode: 'sequential',
	graphOptimizationLevel: 'all',
	enableCpuMemArena: true,
	enableMemPattern: true
};

/** The .onnx file that is run. */
export function ortModel(network: FloatNetwork, part: TimedPart, arithmetic: OrtArithmetic): Uint8Array {
	switch (arithmetic.kind) {
		case 'float32':
			return floatOnnx(network, part);
		case 'int8':
			return int8Onnx(network, part, arithmetic.firstLayer, arithmetic.calibration);
		default:
			return arithmetic satisfies never;
	}
}

interface Session {
	/** The result of one inference: [images, ...]. */
	run(): Promise<Tensor>;
	dispose(): Promise<void>;
}

/** A model with its pictures, which are brought into the order of its input here, before any timing. */
async function openSession({ network, pictures, arithmetic }: OrtWork, part: TimedPart): Promise<Session> {
	const { height, width } = network;
	const images = floatPictureCount(network, pictures);
	const size = height * width * 3;
	const planes = new Uint8Array(pictures.length);
	for (let at = 0; at < pictures.length; at += size)
		planes.set(channelsFirst(pictures.subarray(at, at + size), height * width, 3, 1), at);
	const input = new Tensor('uint8', planes, [images, 3, height, width]);
	const session = await InferenceSession.create(ortModel(network, part, arithmetic), OPTIONS);
	const [output] = session.outputNames;
	return {
		run: async () => (await session.run({ [ONNX_INPUT]: input }))[output],
		dispose: () => session.release()
	};
}

/**
 * @returns float32 [images, classes]
 * @throws RangeError when they are not whole pictures of the network's size
 */
export async function ortLogits(work: OrtWork): Promise<Float32Array> {
	const session = await openSession(work, 'whole');
	const logits = await session.run();
	await session.dispose();
	return logits.data as Float32Array; // the file's output is float32
}

/**
 * One value a picture of the first layer's output, its first: float32, or bytes where the file is of 8 bits.
 * @throws RangeError when they are not whole pictures of the network's size
 */
export async function ortFirstValues(work: OrtWork): Promise<Float32Array | Uint8Array> {
	const session = await openSession(work, 'first-layer');
	const values = await session.run();
	await session.dispose();
	return values.data as Float32Array | Uint8Array; // what the file's output may be
}

const CONTAINS: Record<TimedPart, string> = {
	whole:
		'From 8-bit pictures, already as planes of red, green and blue, to logits. onnxruntime copies the pictures into its ' +
		'memory and the logits out of it at every inference. One thread.',
	'first-layer':
		'From 8-bit pictures, already as planes of red, green and blue, to the first layer’s outputs in onnxruntime’s memory, ' +
		'of which one value a picture is copied out; it copies the pictures in at every inference. One thread.'
};

/**
 * The work as a harness repeats it, warmed up.
 * @throws RangeError when they are not whole pictures of the network's size
 */
export async function ortRepeatable(work: OrtWork, part: TimedPart): Promise<Repeatable> {
	const session = await openSession(work, part);
	// The first inference plans the memory.
	await session.run();
	return {
		contains: CONTAINS[part],
		async repeat(times) {
			for (let i = 0; i < times; i++) await session.run();
		},
		dispose() {
			// Only the harness's page hears of it; there is nothing to wait for.
			void session.dispose();
		}
	};
}
