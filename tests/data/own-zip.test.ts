import { describe, expect, it } from 'vitest';
import { MAX_PIXELS, pictureHeader } from '#lib/data/picture-header.ts';
import { pictureFolders } from '#lib/data/picture-folders.ts';
import { readZip, ZIP_LIMITS } from '#lib/data/zip.ts';
import { refusal, zipOf } from './own-bytes.ts';

const text = (words: string) => new TextEncoder().encode(words);
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);

/** Where the directory's entry of the first file begins. */
function directoryOf(bytes: Uint8Array): number {
	return view(bytes).getUint32(bytes.length - 22 + 16, true);
}

describe('a zip archive', () => {
	it('gives back what was packed, stored or deflated', () => {
		const long = text('a long text, a long text, a long text, a long text');
		const entries = readZip(zipOf({ 'a/one.txt': long, 'b/two.txt': [text('short'), { level: 0 }] }));
		expect(entries.map(({ path, size }) => [path, size])).toEqual([
			['a/one.txt', long.length],
			['b/two.txt', 5]
		]);
		expect(entries.map((entry) => new TextDecoder().decode(entry.read()))).toEqual([
			new TextDecoder().decode(long),
			'short'
		]);
	});

	it.each(['/etc/passwd', '../up.png', 'a/../../up.png', 'C:/x.png', '..\\up.png'])(
		'refuses the path %s',
		(path) => {
			expect(refusal(() => readZip(zipOf({ [path]: text('x') }))).reason).toBe('unsafe-path');
		}
	);

	it('refuses more files, larger files and larger sums than its limits, before it unpacks any', () => {
		const zip = zipOf({ a: new Uint8Array(100), b: new Uint8Array(100) });
		expect(refusal(() => readZip(zip, { ...ZIP_LIMITS, entries: 1 })).reason).toBe('too-large');
		expect(refusal(() => readZip(zip, { ...ZIP_LIMITS, file: 99 })).reason).toBe('too-large');
		expect(refusal(() => readZip(zip, { ...ZIP_LIMITS, total: 199 })).reason).toBe('too-large');
	});

	it('stops where a file unpacks to more than it claims', () => {
		const zip = zipOf({ a: new Uint8Array(100_000) });
		view(zip.bytes).setUint32(directoryOf(zip.bytes) + 24, 1000, true);
		expect(refusal(() => readZip(zip)[0].read()).reason).toBe('bomb');
	});

	it('refuses a size that no packing reaches', () => {
		const zip = zipOf({ a: text('xyz') });
		view(zip.bytes).setUint32(directoryOf(zip.bytes) + 24, 30_000_000, true);
		expect(refusal(() => readZip(zip)).reason).toBe('bomb');
	});

	it('refuses files that share their bytes', () => {
		const zip = zipOf({ a: text('first'), b: text('other') });
		const second = directoryOf(zip.bytes) + 46 + 1;
		view(zip.bytes).setUint32(second + 42, 0, true);
		expect(refusal(() => readZip(zip)).reason).toBe('bomb');
	});

	it('notices a damaged file by its checksum, and a missing end', () => {
		const zip = zipOf({ a: [text('hello'), { level: 0 }] });
		zip.bytes[30 + 1] ^= 1;
		expect(refusal(() => readZip(zip)[0].read()).reason).toBe('corrupt-picture');
		expect(refusal(() => readZip({ name: 'cut', bytes: zip.bytes.subarray(0, 40) })).reason).toBe(
			'truncated'
		);
	});
});

describe('folders of pictures', () => {
	const some = text('not looked at yet');

	it('takes the folder as the class, and leaves out what is hidden or no picture', () => {
		const { classNames, pictures, notes } = pictureFolders(
			zipOf({
				'pets/dog/1.PNG': some,
				'pets/cat/2.jpeg': some,
				'pets/cat/1.webp': some,
				'pets/read me.txt': some,
				'pets/cat/more.zip': some,
				'__MACOSX/pets/cat/._1.webp': some,
				'pets/.hidden/3.png': some
			})
		);
		expect(classNames).toEqual(['cat', 'dog']);
		expect(pictures.map(({ entry, label }) => [entry.path, label])).toEqual([
			['pets/cat/1.webp', 0],
			['pets/cat/2.jpeg', 0],
			['pets/dog/1.PNG', 1]
		]);
		expect(notes).toEqual(['2 other files in it were left out.']);
	});

	it('keeps a test folder apart', () => {
		const { pictures } = pictureFolders(
			zipOf({ 'train/a/1.png': some, 'train/b/1.png': some, 'Test/a/2.png': some })
		);
		expect(pictures.map(({ test }) => test)).toEqual([true, false, false]);
	});

	it('says what is missing', () => {
		expect(refusal(() => pictureFolders(zipOf({ 'a.txt': some }))).reason).toBe('no-images');
		expect(refusal(() => pictureFolders(zipOf({ 'a.png': some }))).reason).toBe('wrong-labels');
		expect(refusal(() => pictureFolders(zipOf({ 'a/1.png': some }))).reason).toBe('one-class');
		const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`c${i}/1.png`, some]));
		expect(refusal(() => pictureFolders(zipOf(many))).message).toContain('at most 100 are taken, got 101');
	});
});

describe('the header of a picture', () => {
	const png = (width: number, height: number): Uint8Array => {
		const bytes = new Uint8Array(33);
		bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
		view(bytes).setUint32(16, width);
		view(bytes).setUint32(20, height);
		return bytes;
	};

	it('says how large a PNG, a JPEG and a WebP are', () => {
		expect(pictureHeader('x', png(7, 5))).toEqual({ type: 'image/png', width: 7, height: 5 });
		// A comment segment of four bytes, then the frame: length 11, 8 bits, height 300, width 400, 1 component.
		const jpeg = Uint8Array.from([
			...[0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 1, 44, 1, 144, 1, 1, 0x11, 0]
		]);
		expect(pictureHeader('x', jpeg)).toEqual({ type: 'image/jpeg', width: 400, height: 300 });
		const webp = new Uint8Array(30);
		webp.set(text('RIFF....WEBPVP8X'));
		webp.set([15, 0, 0, 31, 0, 0], 24);
		expect(pictureHeader('x', webp)).toEqual({ type: 'image/webp', width: 16, height: 32 });
	});

	it('refuses more pixels than a page should unpack, and what is no picture', () => {
		expect(refusal(() => pictureHeader('x', png(30_000, 30_000))).reason).toBe('too-large');
		expect(MAX_PIXELS).toBeLessThan(30_000 * 30_000);
		expect(refusal(() => pictureHeader('x', png(0, 5))).reason).toBe('corrupt-picture');
		expect(refusal(() => pictureHeader('x', text('nothing of the kind'))).reason).toBe('corrupt-picture');
	});
});
