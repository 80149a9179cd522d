/** A run in the middle as bytes: a JSON line for the few numbers, then float32s. Read back on the same machine only. */
import type { BatchOrderState } from '#lib/data/batches.ts';

/** Everything a run needs to go on exactly, beside its config. */
export interface TrainerState {
	readonly step: number;
	readonly order: BatchOrderState;
	/** beta1 and beta2 to the power of `step`. */
	readonly powers: readonly [number, number];
	/** Parameters, first moments, second moments, one after the other. */
	readonly tensors: Float32Array<ArrayBuffer>;
}

export function encodeState({ tensors, ...numbers }: TrainerState): ArrayBuffer {
	const text = JSON.stringify(numbers);
	// Padded so that the float32s start on a multiple of 4.
	const header = new TextEncoder().encode(text + ' '.repeat((4 - (text.length % 4)) % 4));
	const bytes = new Uint8Array(4 + header.length + tensors.byteLength);
	new DataView(bytes.buffer).setUint32(0, header.length, true);
	bytes.set(header, 4);
	bytes.set(new Uint8Array(tensors.buffer, tensors.byteOffset, tensors.byteLength), 4 + header.length);
	return bytes.buffer;
}

/** @throws SyntaxError or RangeError when the bytes are not what `encodeState` wrote */
export function decodeState(buffer: ArrayBuffer): TrainerState {
	const length = new DataView(buffer).getUint32(0, true);
	const numbers = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Omit<
		TrainerState,
		'tensors'
	>;
	return { ...numbers, tensors: new Float32Array(buffer.slice(4 + length)) };
}
