/** A matrix of distances as shades of ink: nothing for the same word, full ink for the code's farthest pair. Pure. */

/** Rows and columns of a matrix of all pairs of 8-bit values. */
export const SIDE = 256;

/** The faintest shade of a distance that is not 0: it must differ from paper. */
const FAINTEST = 0.12;
/** Cells a side of the coarse picture, and its shades beside none. */
const COARSE_SIDE = 32;
const COARSE_SHADES = 6;

/** Opacity of the ink for one distance. */
export const shadeOf = (distance: number, farthest: number): number =>
	distance === 0 ? 0 : FAINTEST + (1 - FAINTEST) * (distance / farthest);

/**
 * Pixels of the whole matrix, value a to the right, value b upwards.
 * @param matrix [256, 256]
 * @param ink red, green, blue 0..255
 * @param out RGBA, [256, 256, 4]
 */
export function paintDistances(
	matrix: Uint16Array,
	farthest: number,
	ink: readonly [number, number, number],
	out: Uint8ClampedArray
): void {
	for (let b = 0; b < SIDE; b++)
		for (let a = 0; a < SIDE; a++) {
			const to = ((SIDE - 1 - b) * SIDE + a) * 4;
			out[to] = ink[0];
			out[to + 1] = ink[1];
			out[to + 2] = ink[2];
			out[to + 3] = Math.round(255 * shadeOf(matrix[b * SIDE + a], farthest));
		}
}

export interface Shade {
	readonly opacity: number;
	/** SVG path of its cells, on a square of 256. */
	readonly d: string;
}

/** The same, coarse, as a few SVG paths: what stands there before a canvas can be drawn. */
export function coarseShades(matrix: Uint16Array, farthest: number): Shade[] {
	const size = SIDE / COARSE_SIDE;
	const paths = Array.from({ length: COARSE_SHADES + 1 }, () => '');
	const shade = (row: number, column: number): number => {
		// The middle of the cell stands for all of it.
		const distance = matrix[(row * size + size / 2) * SIDE + column * size + size / 2];
		return Math.ceil((distance / farthest) * COARSE_SHADES);
	};
	for (let row = 0; row < COARSE_SIDE; row++)
		for (let start = 0, column = 1; column <= COARSE_SIDE; column++) {
			if (column < COARSE_SIDE && shade(row, column) === shade(row, start)) continue;
			const width = (column - start) * size;
			paths[shade(row, start)] += `M${start * size} ${SIDE - (row + 1) * size}h${width}v${size}h${-width}z`;
			start = column;
		}
	return paths
		.map((d, i) => ({ opacity: shadeOf(i, COARSE_SHADES), d }))
		.filter(({ opacity, d }) => opacity > 0 && d !== '');
}

/** Red, green and blue of a colour as browsers compute it, `rgb(29, 24, 41)`. */
export function rgbOf(computed: string): [number, number, number] {
	const numbers = computed.match(/[\d.]+/g)?.map(Number) ?? [];
	if (numbers.length < 3) throw new RangeError(`a computed colour has three numbers, got "${computed}"`);
	return [numbers[0], numbers[1], numbers[2]];
}
