/** Pictures from files, addresses and cameras as pixels of one size, and back as PNG files. Nothing leaves the page. */
import { later } from '#lib/language/language.ts';

/** Files larger than this are no photographs, and reading them could stop the page. */
const MAX_BYTES = 60_000_000;

/**
 * The middle square of a picture.
 * @param source anything a canvas draws
 * @returns [side, side, 3], 0..255
 * @throws Error when the browser gives the page no canvas
 */
export function squarePixels(
	source: CanvasImageSource,
	width: number,
	height: number,
	side: number,
	canvas: HTMLCanvasElement = document.createElement('canvas')
): Uint8Array {
	canvas.width = side;
	canvas.height = side;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('this browser gives the page no canvas to read pictures with');
	const square = Math.min(width, height);
	// What is transparent is seen on white, as on a page.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, side, side);
	context.imageSmoothingQuality = 'high';
	context.drawImage(source, (width - square) / 2, (height - square) / 2, square, square, 0, 0, side, side);
	const { data } = context.getImageData(0, 0, side, side);
	const pixels = new Uint8Array(side * side * 3);
	for (let i = 0; i < side * side; i++) {
		pixels[3 * i] = data[4 * i];
		pixels[3 * i + 1] = data[4 * i + 1];
		pixels[3 * i + 2] = data[4 * i + 2];
	}
	return pixels;
}

/**
 * @returns [side, side, 3]: the middle square of the picture in a file
 * @throws Error whose message says what is wrong with the file
 */
export async function pixelsOfFile(file: Blob, side: number): Promise<Uint8Array> {
	if (file.size > MAX_BYTES) throw new Error(later('the file is larger than 60 MB'));
	let image: ImageBitmap;
	try {
		image = await createImageBitmap(file);
	} catch (cause) {
		throw new Error(later('this browser cannot read the file as a picture'), { cause });
	}
	try {
		return squarePixels(image, image.width, image.height, side);
	} finally {
		image.close();
	}
}

/** @throws Error when the picture did not load */
export async function pixelsOfAddress(address: string, side: number): Promise<Uint8Array> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`the picture did not load: status ${response.status}`);
	return pixelsOfFile(await response.blob(), side);
}

/** @param pixels [height, width, 3] */
export function picturePng(pixels: Uint8Array, height: number, width: number): Promise<Blob> {
	const canvas = document.createElement('canvas');
	paintPixels(canvas, pixels, height, width);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (blob) resolve(blob);
			else reject(new Error('this browser did not encode the picture'));
		}, 'image/png');
	});
}

function paintPixels(canvas: HTMLCanvasElement, pixels: Uint8Array, height: number, width: number): void {
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('this browser gives the page no canvas to draw on');
	const image = context.createImageData(width, height);
	for (let i = 0; i < width * height; i++) {
		image.data[4 * i] = pixels[3 * i];
		image.data[4 * i + 1] = pixels[3 * i + 1];
		image.data[4 * i + 2] = pixels[3 * i + 2];
		image.data[4 * i + 3] = 255;
	}
	context.putImageData(image, 0, 0);
}
