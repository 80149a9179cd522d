/**
 * The built-in pictures as PNG files, drawn when the site is built: `landscape.png`; the same rounded to three bits,
 * `landscape-3.png`, and its error in green, `landscape-3-error.png`; grey ramps, `ramp-4.png`; the distances of all pairs of values
 * in a code, `distances-dither.png`.
 */
import { error } from '@sveltejs/kit';
import { distanceMatrix } from '#lib/core/code-distance.ts';
import { NAMED_ENCODINGS, PIXEL_VALUES, fixedTable } from '#lib/core/encoding.ts';
import { errorPicture, roundPixels, roundedPicture } from '#lib/core/pixel-rounding.ts';
import { drawPicture, drawRamp } from '#lib/data/draw-picture.ts';
import { DRAWN_PICTURES, DRAWN_SIDE, RAMP_BITS } from '#lib/data/drawn-pictures.ts';
import { pngFile } from '../png.server.ts';

export const prerender = true;

/** What the first picture's figure shows before it runs. */
const FIRST = { name: 'landscape', bits: 3 } as const;
/** The same picture on the teacher's slides. */
const FEWER_BITS = [6, 4, 3, 2, 1];
const FIXED_CODES = ['naive2', 'bit-planes', 'thermometer', 'dither'];
const GREEN = 1;
const RAMP_HEIGHT = 48;
const RAMP_WIDTH = 320;

const files: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
	...Object.fromEntries(
		DRAWN_PICTURES.map(({ name }) => [`${name}.png`, () => square(drawPicture(name))] as const)
	),
	...Object.fromEntries(
		FEWER_BITS.map((bits) => [
			`${FIRST.name}-${bits}.png`,
			() => square(roundedPicture(drawPicture(FIRST.name), roundPixels(bits)))
		])
	),
	...Object.fromEntries(FIXED_CODES.map((code) => [`distances-${code}.png`, () => distances(code)])),
	[`${FIRST.name}-${FIRST.bits}-error.png`]: () => {
		const rounding = roundPixels(FIRST.bits);
		return square(errorPicture(drawPicture(FIRST.name), rounding, 255 / rounding.step, GREEN));
	},
	...Object.fromEntries(
		RAMP_BITS.map((bits) => [
			`ramp-${bits}.png`,
			() =>
				pngFile(roundedPicture(drawRamp(RAMP_HEIGHT, RAMP_WIDTH), roundPixels(bits)), RAMP_HEIGHT, RAMP_WIDTH)
		])
	)
};

const square = (pixels: Uint8Array): Uint8Array<ArrayBuffer> => pngFile(pixels, DRAWN_SIDE, DRAWN_SIDE);

/** Black is distance 0, white the largest of the code. */
function distances(code: string): Uint8Array<ArrayBuffer> {
	const matrix = distanceMatrix(fixedTable(NAMED_ENCODINGS[code]));
	const farthest = matrix.reduce((most, distance) => Math.max(most, distance), 1);
	const pixels = Uint8Array.from({ length: 3 * matrix.length }, (_, i) =>
		Math.round((255 * matrix[Math.floor(i / 3)]) / farthest)
	);
	return pngFile(pixels, PIXEL_VALUES, PIXEL_VALUES);
}

export const entries = (): { file: string }[] => Object.keys(files).map((file) => ({ file }));

export function GET({ params }: { params: { file: string } }): Response {
	if (!Object.hasOwn(files, params.file)) error(404, `there is no picture ${params.file}`);
	return new Response(files[params.file](), { headers: { 'content-type': 'image/png' } });
}
