/**
 * A notebook's text as the part of a link after the #: `notebook=1.` and the JSON, compressed (deflate, RFC 1951) and written in
 * base64url. A link may come from anywhere: it is bounded before and after it is unpacked, and read like any other foreign text.
 */
import { parseSavedCells, type SavedCells } from './saved-cells.ts';

const PREFIX = 'notebook=1.';
/** Longer addresses are cut by mail programs and refused by servers' logs and chats. */
export const MAX_LINK_CHARACTERS = 16_000;
/** A small link can unpack to gigabytes. */
const MAX_UNPACKED_BYTES = 2_000_000;

async function squeezed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @throws RangeError when it unpacks to more than the limit */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let text = '';
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		size += value.length;
		if (size > MAX_UNPACKED_BYTES) {
			await reader.cancel();
			throw new RangeError(`it unpacks to more than ${MAX_UNPACKED_BYTES} bytes`);
		}
		text += decoder.decode(value, { stream: true });
	}
}

const toBase64Url = (bytes: Uint8Array): string =>
	btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/**
 * The fragment, without its #.
 * @throws RangeError when the notebook is too long for a link
 */
export async function writeShareFragment(saved: SavedCells): Promise<string> {
	const packed = await squeezed(new TextEncoder().encode(JSON.stringify(saved)));
	const fragment = PREFIX + toBase64Url(packed);
	if (fragment.length > MAX_LINK_CHARACTERS)
		throw new RangeError(
			`the notebook is too long for a link: ${fragment.length} characters, at most ${MAX_LINK_CHARACTERS}. Save it as a file instead`
		);
	return fragment;
}

/** Whether a fragment, with or without its #, is about a notebook's text. */
export const isShareFragment = (fragment: string): boolean => /^#?notebook=/.test(fragment);

/**
 * @throws Error that says why the link cannot be read
 */
export async function readShareFragment(fragment: string): Promise<SavedCells> {
	const text = fragment.replace(/^#/, '');
	if (text.length > MAX_LINK_CHARACTERS)
		throw new RangeError(`it is longer than ${MAX_LINK_CHARACTERS} characters`);
	if (!text.startsWith(PREFIX)) throw new TypeError('it was made by another version of this page');
	let json: unknown;
	try {
		json = JSON.parse(await unpacked(fromBase64Url(text.slice(PREFIX.length))));
	} catch (error) {
		if (error instanceof RangeError) throw error;
		throw new TypeError('it is damaged', { cause: error });
	}
	return parseSavedCells(json);
}
