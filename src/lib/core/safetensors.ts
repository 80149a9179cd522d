/**
 * A trained network in the safetensors format (github.com/huggingface/safetensors): an 8-byte length, a JSON header, then raw
 * little-endian numbers. Every deep-learning framework reads it. Here it holds the latent float32 weights, before any rounding.
 */
import { PIXEL_VALUES, wordLengthOf } from './encoding.ts';
import { KERNEL_SIZE, networkShape } from './network.ts';
import type { Snapshot } from './snapshot.ts';

export interface NamedTensor {
	readonly name: string;
	readonly dims: readonly number[];
	readonly data: Float32Array;
}

/** The format wants the numbers to begin at a multiple of 8 bytes. */
const ALIGNMENT = 8;
const LENGTH_BYTES = 8;

/**
 * @param metadata texts by name, for whoever opens the file
 * @throws RangeError when a tensor's numbers do not fill its dimensions, or two have one name
 */
export function writeSafetensors(
	tensors: readonly NamedTensor[],
	metadata: Readonly<Record<string, string>>
): Uint8Array<ArrayBuffer> {
	const header = new Map<string, unknown>([['__metadata__', metadata]]);
	let end = 0;
	for (const { name, dims, data } of tensors) {
		const size = dims.reduce((product, n) => product * n, 1);
		if (data.length !== size)
			throw new RangeError(`tensor ${name}: [${dims.join(', ')}] has ${size} numbers, got ${data.length}`);
		if (header.has(name)) throw new RangeError(`two tensors have the name ${name}`);
		header.set(name, { dtype: 'F32', shape: dims, data_offsets: [end, end + data.byteLength] });
		end += data.byteLength;
	}
	const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
	const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
	const bytes = new Uint8Array(LENGTH_BYTES + headerBytes + end);
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, BigInt(headerBytes), true);
	// The header may be filled up with spaces.
	bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
	bytes.set(json, LENGTH_BYTES);
	let at = LENGTH_BYTES + headerBytes;
	for (const { data } of tensors)
		for (const value of data) {
			view.setFloat32(at, value, true);
			at += Float32Array.BYTES_PER_ELEMENT;
		}
	return bytes;
}

/** Every array of a snapshot, named by layer; convolutions are [3, 3, in, out], as trained. */
export function snapshotTensors({ spec, table, convs, dense, logScale }: Snapshot): NamedTensor[] {
	const shape = networkShape(spec);
	const layers = convs.flatMap(({ weights, gamma, beta, mean, variance }, i): NamedTensor[] => {
		const { inChannels, outChannels } = shape.convs[i];
		const name = `convolution${i + 1}`;
		const channels = { gamma, beta, mean, variance };
		return [
			{ name: `${name}.weight`, dims: [KERNEL_SIZE, KERNEL_SIZE, inChannels, outChannels], data: weights },
			...Object.entries(channels).map(([key, data]) => ({
				name: `${name}.${key}`,
				dims: [outChannels],
				data
			}))
		];
	});
	const words = table
		? [{ name: 'table', dims: [PIXEL_VALUES, wordLengthOf(spec.encoding)], data: table }]
		: [];
	return [
		...words,
		...layers,
		{ name: 'dense.weight', dims: [shape.features, shape.classes], data: dense },
		{ name: 'dense.logScale', dims: [1], data: Float32Array.of(logScale) }
	];
}
