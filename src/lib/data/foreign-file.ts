/**
 * Names the format of a file that a reader offered by mistake, from its first bytes.
 *
 * It guesses for the sake of a helpful message. Whether a file is refused is never decided here: raw pixels may begin with
 * any bytes at all.
 */

export interface ForeignFormat {
	/** As in "this looks like ...". */
	readonly name: string;
	/** What the reader can do about it. */
	readonly advice: string;
}

interface Signature extends ForeignFormat {
	/** Where the bytes stand. */
	readonly at: number;
	readonly bytes: readonly number[];
}

const UNPACK = 'unpack it first and choose the .bin files inside';
const NOT_PICTURE_FILES = 'choose the .bin files of the data set, not single pictures';

const SIGNATURES: readonly Signature[] = [
	{ name: 'a gzip archive', advice: UNPACK, at: 0, bytes: [0x1f, 0x8b] },
	{ name: 'a zip archive', advice: UNPACK, at: 0, bytes: ascii('PK') },
	{ name: 'a tar archive', advice: UNPACK, at: 257, bytes: ascii('ustar') },
	{ name: 'a PNG picture', advice: NOT_PICTURE_FILES, at: 0, bytes: [0x89, ...ascii('PNG')] },
	{ name: 'a JPEG picture', advice: NOT_PICTURE_FILES, at: 0, bytes: [0xff, 0xd8, 0xff] },
	{
		name: 'a Python pickle',
		advice: 'download the binary version of the data set instead of the Python version',
		at: 0,
		// Opcode PROTO and protocol 2, which the Python version of CIFAR uses.
		bytes: [0x80, 0x02]
	}
];

/** Bytes looked at before a file counts as text. */
const TEXT_SAMPLE = 256;

/** The format that `bytes` look like, or null where nothing is recognised. */
export function recogniseForeignFile(bytes: Uint8Array): ForeignFormat | null {
	const signature = SIGNATURES.find((s) => s.bytes.every((byte, i) => bytes[s.at + i] === byte));
	if (signature !== undefined) return signature;
	const sample = bytes.subarray(0, TEXT_SAMPLE);
	if (sample.length === 0 || !sample.every(isTextByte)) return null;
	const text = String.fromCharCode(...sample).trimStart();
	return text.startsWith('<')
		? { name: 'a web page', advice: 'the download may have failed; fetch the .bin files again' }
		: { name: 'a text file', advice: 'choose the .bin files of the data set' };
}

/** Printable ASCII, tab, line feed or carriage return. */
function isTextByte(byte: number): boolean {
	return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function ascii(text: string): number[] {
	return Array.from(text, (character) => character.charCodeAt(0));
}
