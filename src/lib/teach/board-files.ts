/**
 * Texts out of the files that a teacher drops: pupils' files one by one, or a zip of them as learning platforms give it. Nothing is
 * believed: what is too large is refused unread, and each refusal is one line, after which the rest goes on.
 */
import { isZip, readZip, type ZipLimits } from '#lib/data/zip.ts';
import { MAX_HAND_IN_BYTES } from './hand-in.ts';

/** A file as the browser hands it over, unread. */
export interface DroppedFile {
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	readonly bytes: () => Promise<Uint8Array>;
}

export type Opened =
	| { readonly kind: 'text'; readonly path: string; readonly text: string }
	| { readonly kind: 'refused'; readonly path: string; readonly why: string };

/** Files at once, those inside archives included. */
export const MAX_FILES = 2000;
/** Of one archive, packed: it is held in memory whole. */
export const MAX_ZIP_BYTES = 64 * 1024 * 1024;
/** What pupils may have put beside their files, a film among them: such entries are passed over, and never unpacked. */
const ZIP: ZipLimits = { entries: MAX_FILES, file: 4 * 1024 ** 3, total: 16 * 1024 ** 3 };

const count = (n: number): string => n.toLocaleString('en');

/** Every file's text or its refusal, in order; one file is in memory at a time. */
export async function* openFiles(files: readonly DroppedFile[]): AsyncGenerator<Opened> {
	let taken = 0;
	for (const file of files) {
		for (const opened of await openFile(file)) {
			if (++taken > MAX_FILES) {
				yield refused(file.name, `more than ${count(MAX_FILES)} files at once; drop the rest afterwards`);
				return;
			}
			yield opened;
		}
	}
}

const refused = (path: string, why: string): Opened => ({ kind: 'refused', path, why });

async function openFile({ name, size, bytes }: DroppedFile): Promise<Opened[]> {
	const zipped = /\.zip$/i.test(name);
	const most = zipped ? MAX_ZIP_BYTES : MAX_HAND_IN_BYTES;
	if (size > most)
		return [
			refused(name, `at most ${count(most)} bytes are read, and it has ${count(size)}: this is another file`)
		];
	try {
		const content = await bytes();
		return zipped || isZip(content) ? openZip(name, content) : [textOf(name, content)];
	} catch (cause) {
		return [refused(name, (cause as Error).message)];
	}
}

function openZip(name: string, bytes: Uint8Array): Opened[] {
	return readZip({ name, bytes }, ZIP)
		.filter(({ path }) => !/(^|\/)(__MACOSX\/|\.[^/]*$)/.test(path))
		.map(({ path, size, read }) => {
			const inside = `${name}/${path}`;
			if (!/\.json$/i.test(path)) return refused(inside, 'a .json file is expected; it was passed over');
			if (size > MAX_HAND_IN_BYTES)
				return refused(
					inside,
					`at most ${count(MAX_HAND_IN_BYTES)} bytes are read, and it has ${count(size)}`
				);
			try {
				return textOf(inside, read());
			} catch (cause) {
				return refused(inside, (cause as Error).message);
			}
		});
}

function textOf(path: string, bytes: Uint8Array): Opened {
	try {
		return { kind: 'text', path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
	} catch {
		return refused(path, 'a text in UTF-8 is expected, and these bytes are none');
	}
}

/**
 * Who handed a file in, by its path alone: Moodle's `Ada Lovelace_123_assignsubmission_file_/…`, Canvas's `lovelaceada_12_34_…`.
 * @returns the name that the platform gave, or the file's own
 */
export function nameInPath(path: string): string {
	const moodle = /(?:^|\/)([^/]+?)_\d+_assignsubmission_/.exec(path);
	if (moodle) return moodle[1];
	const file = path.split('/').at(-1) ?? path;
	const canvas = /^([^_/]+?)(?:_LATE)?_\d+_\d+_/.exec(file);
	return canvas ? canvas[1] : file.replace(/\.json$/i, '');
}
