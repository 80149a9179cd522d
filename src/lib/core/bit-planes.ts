/**
 * Bits in 32-bit words, and levels as bit-planes.
 *
 * Lane order, everywhere on the site: column c of a row is bit c % 32 (0 is the lowest) of the row's word floor(c / 32). Every
 * row begins with a word of its own, and the lanes past its end are 0. Plane p of levels holds bit p of each level, so that
 * plane 0 counts once and plane 1 twice.
 */

export const WORD_BITS = 32;

/** Words that one row of `columns` bits takes. */
export const wordsOf = (columns: number): number => Math.ceil(columns / WORD_BITS);

function rowsOf(length: number, size: number): number {
	const rows = length / size;
	if (!Number.isInteger(rows))
		throw new RangeError(`rows of ${size} must fill the array, got ${length} numbers`);
	return rows;
}

/**
 * @param bits [rows, columns], 0 or 1
 * @returns [rows, wordsOf(columns)]
 * @throws RangeError when the array does not hold whole rows
 */
export function packBits(bits: ArrayLike<number>, columns: number): Uint32Array {
	const rows = rowsOf(bits.length, columns);
	const stride = wordsOf(columns);
	const words = new Uint32Array(rows * stride);
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++)
			words[row * stride + (column >>> 5)] |= bits[row * columns + column] << (column & 31);
	return words;
}

/** The first row in which a lane past the end is set, or null. */
export function strayRow(words: Uint32Array, columns: number): number | null {
	const stride = wordsOf(columns);
	const rows = rowsOf(words.length, stride);
	const used = columns % WORD_BITS;
	if (used === 0) return null;
	for (let row = 0; row < rows; row++) if (words[(row + 1) * stride - 1] >>> used !== 0) return row;
	return null;
}

/**
 * The inverse of `packBits`.
 * @param words [rows, wordsOf(columns)]
 * @returns [rows, columns], 0 or 1
 * @throws RangeError when the words are not whole rows, or a lane past a row's end is set
 */
export function unpackBits(words: Uint32Array, columns: number): Uint8Array {
	const stray = strayRow(words, columns);
	if (stray !== null) throw new RangeError(`lanes past column ${columns} must be 0, row ${stray} sets one`);
	const stride = wordsOf(columns);
	const rows = words.length / stride;
	const bits = new Uint8Array(rows * columns);
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++)
			bits[row * columns + column] = (words[row * stride + (column >>> 5)] >>> (column & 31)) & 1;
	return bits;
}

/**
 * @param levels [rows, columns], 0..2^bits-1
 * @returns the planes, lowest bit first, each [rows, wordsOf(columns)]
 */
export function packLevels(levels: Uint8Array, columns: number, bits: number): Uint32Array[] {
	return Array.from({ length: bits }, (_, p) =>
		packBits(
			levels.map((level) => (level >>> p) & 1),
			columns
		)
	);
}

/** The inverse of `packLevels`: [rows, columns]. */
export function unpackLevels(planes: readonly Uint32Array[], columns: number): Uint8Array {
	const unpacked = planes.map((plane) => unpackBits(plane, columns));
	return unpacked[0].map((_, i) => unpacked.reduce((level, bits, p) => level | (bits[i] << p), 0));
}

/** Signs as bits: +1 is 1, -1 is 0, so that a lane past the end weighs nothing in sum = popcount(W) - popcount(A ^ W). */
export const bitsOfSigns = (signs: Int8Array): Uint8Array => Uint8Array.from(signs, (s) => (s > 0 ? 1 : 0));

export const signsOfBits = (bits: Uint8Array): Int8Array => Int8Array.from(bits, (b) => 2 * b - 1);
