/** A run in the middle as bytes: a JSON line for the few numbers, then float32s. It may come back in a file that anyone wrote, so
 * nothing in it is believed before it was looked at. */
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

const isWhole = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0;
const isFinite = (x: unknown): x is number => Number.isFinite(x);

/** @throws SyntaxError or RangeError when the bytes are not what `encodeState` wrote */
export function decodeState(buffer: ArrayBuffer): TrainerState {
	if (buffer.byteLength < 4)
		throw new RangeError(`the state of a run has 4 bytes or more, got ${buffer.byteLength}`);
	const length = new DataView(buffer).getUint32(0, true);
	if (length % 4 !== 0 || 4 + length > buffer.byteLength || buffer.byteLength % 4 !== 0)
		throw new RangeError(
			`the state of a run has a header of ${length} bytes and then whole numbers, got ${buffer.byteLength} bytes`
		);
	const numbers = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Omit<
		TrainerState,
		'tensors'
	> | null;
	const { order, powers, step } = numbers ?? {};
	const words: unknown = order?.epochStart;
	// A generator whose words are all zero draws zeros for ever.
	if (
		!Array.isArray(words) ||
		words.length !== 4 ||
		!words.every(Number.isSafeInteger) ||
		!words.some(Boolean)
	)
		throw new RangeError('the state of a run must hold the four words of its random generator, not all zero');
	if (!isWhole(step) || !isWhole(order?.position) || !isWhole(order?.count) || !powers?.every(isFinite))
		throw new RangeError('the state of a run must hold its step, its place in the pictures and two powers');
	return { step, order, powers, tensors: new Float32Array(buffer.slice(4 + length)) };
}

/**
 * Hold a state to the run that it is loaded into.
 * @throws RangeError naming what was expected and what came
 */
export function requireFitting(
	{ step, order, tensors }: TrainerState,
	{
		numbers,
		pictures,
		lastStep
	}: { readonly numbers: number; readonly pictures: number; readonly lastStep: number }
): void {
	if (tensors.length !== numbers)
		throw new RangeError(`this network's state holds ${numbers} numbers, got ${tensors.length}`);
	if (!tensors.every(isFinite)) throw new RangeError('the state holds a number that is not finite');
	if (order.count !== pictures)
		throw new RangeError(`the run learned from ${order.count} pictures, these are ${pictures}`);
	if (step > lastStep) throw new RangeError(`the run has ${lastStep} steps, its state is at ${step}`);
}
