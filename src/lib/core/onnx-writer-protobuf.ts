/**
 * Protocol Buffers' wire format, as much of it as an ONNX file needs: whole numbers, text, bytes and messages inside messages.
 *
 * A message is a list of fields; a field is a tag (number << 3 | wire type) and its content. It refuses to read, and to know
 * what any field means. Source: protobuf.dev/programming-guides/encoding.
 */

/** Bytes of some fields of a message, in the order they will have in the file. */
export type Fields = readonly Uint8Array[];

/** Wire types: a varint; or a length and so many bytes. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Seven bits a byte, the least first; the eighth bit says that another byte follows. */
function varint(value: number): number[] {
	// Negative numbers would take ten bytes of two's complement; nothing that is written here is negative.
	if (!Number.isSafeInteger(value) || value < 0)
		throw new RangeError(`a varint must be a whole number from 0, got ${value}`);
	const bytes: number[] = [];
	let rest = value;
	while (rest >= 128) {
		// Not `|` and `>>`: they would cut the number to 32 bits.
		bytes.push(128 + (rest % 128));
		rest = Math.floor(rest / 128);
	}
	bytes.push(rest);
	return bytes;
}

function concatenate(parts: Fields): Uint8Array {
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/**
 * A field that is a whole number or an enumeration's member.
 * @throws RangeError when it is negative or not whole
 */
export const numberField = (field: number, value: number): Uint8Array =>
	Uint8Array.from([...varint(field * 8 + VARINT), ...varint(value)]);

export const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
	concatenate([Uint8Array.from([...varint(field * 8 + LENGTH_DELIMITED), ...varint(bytes.length)]), bytes]);

export const textField = (field: number, text: string): Uint8Array =>
	bytesField(field, new TextEncoder().encode(text));

/** A message inside a message. */
export const messageField = (field: number, fields: Fields): Uint8Array =>
	bytesField(field, concatenate(fields));

/** A repeated field: one occurrence an item (proto2's "unpacked" form, which every reader takes). */
export const repeated = <T>(
	items: readonly T[],
	field: number,
	write: (field: number, item: T) => Uint8Array
): Fields => items.map((item) => write(field, item));

/** The outermost message: a whole file. */
export const message = (fields: Fields): Uint8Array => concatenate(fields);
