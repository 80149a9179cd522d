/** Pictures of a zip's folders, unpacked by the browser's own decoders, one after another. Runs in a worker. */
import { DataFileError } from '#lib/data/data-file-error.ts';
import { COLOURS, type Dataset } from '#lib/data/dataset.ts';
import type { RawSet } from '#lib/data/own-set.ts';
import type { FolderPicture, PictureFolders } from '#lib/data/picture-folders.ts';
import { pictureHeader } from '#lib/data/picture-header.ts';
import { SIDE, squarePicture } from '#lib/data/square-picture.ts';

const SIZE = SIDE * SIDE * COLOURS;

/** Browsers need not agree about the last bit of a JPEG's or a WebP's pixels. */
const LOSSY_NOTE =
	'JPEG and WebP files may be decoded a little differently by another browser: the fingerprint below then differs there, and a receipt holds only where it is the same.';

/**
 * @param onprogress hears after each picture how many are done
 * @throws DataFileError naming the first picture that cannot be read
 */
export async function decodePictures(
	name: string,
	{ classNames, pictures, notes }: PictureFolders,
	onprogress: (done: number) => void
): Promise<RawSet> {
	const of = (some: readonly FolderPicture[]): Dataset => ({
		...{ name, height: SIDE, width: SIDE, classNames },
		images: new Uint8Array(some.length * SIZE),
		labels: Uint8Array.from(some, ({ label }) => label)
	});
	const forTest = pictures.filter(({ test }) => test);
	const others = pictures.filter(({ test }) => !test);
	// Folders called "test" alone are no reason to train on nothing.
	const parts = others.length === 0 ? [[...forTest]] : [others, forTest];
	const decoder = new Decoder();
	let done = 0;
	const sets: Dataset[] = [];
	for (const part of parts) {
		const data = of(part);
		for (const [i, { entry }] of part.entries()) {
			await decoder.square(entry.path, entry.read(), data.images, i * SIZE);
			onprogress(++done);
		}
		sets.push(data);
	}
	const [pool, test] = sets;
	const lossy = pictures.some(({ entry }) => /\.(jpe?g|webp)$/i.test(entry.path));
	return {
		pool,
		test: test && test.labels.length > 0 ? test : null,
		notes: lossy ? [...notes, LOSSY_NOTE] : notes
	};
}

/** One canvas for all pictures. */
class Decoder {
	readonly #context: OffscreenCanvasRenderingContext2D;

	constructor() {
		const context =
			typeof OffscreenCanvas === 'undefined'
				? null
				: new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
		if (!context)
			throw new DataFileError(
				null,
				'unsupported',
				'this browser cannot unpack pictures beside the page (it has no OffscreenCanvas); a newer one can'
			);
		this.#context = context;
	}

	async square(path: string, bytes: Uint8Array, out: Uint8Array, at: number): Promise<void> {
		const { type } = pictureHeader(path, bytes);
		let bitmap: ImageBitmap;
		try {
			bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), {
				// The numbers in the file, not what a screen would make of them.
				colorSpaceConversion: 'none',
				premultiplyAlpha: 'none'
			});
		} catch (cause) {
			const error = new DataFileError(
				path,
				'corrupt-picture',
				'the picture is damaged: this browser cannot unpack it'
			);
			error.cause = cause;
			throw error;
		}
		const { width, height } = bitmap;
		const { canvas } = this.#context;
		if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
		else this.#context.clearRect(0, 0, width, height);
		this.#context.drawImage(bitmap, 0, 0);
		bitmap.close();
		squarePicture(this.#context.getImageData(0, 0, width, height).data, height, width, 4, out, at);
	}
}
