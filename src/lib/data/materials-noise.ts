/**
 * The random textures under the materials: value noise, fractal noise and cell noise over an endless integer lattice.
 *
 * Pure functions of position and salt, with no tables to prepare. They use exactly specified arithmetic only, so that a
 * picture is the same to the bit in every browser.
 */

// Odd multipliers with well-mixed bits: primes 5, 4 and 3 of xxHash32 (Collet), and a finalizer of the same kind.
const COLUMN_PRIME = 374761393;
const ROW_PRIME = 668265263;
const SALT_PRIME = 3266489917;
const FINAL_PRIME = 1274126177;
const TWO_POW_MINUS_32 = 1 / 4294967296;

/** The fixed random number of one lattice point, in [0, 1). All three arguments are whole numbers. */
export function latticeValue(column: number, row: number, salt: number): number {
	let h = Math.imul(column, COLUMN_PRIME) ^ Math.imul(row, ROW_PRIME) ^ Math.imul(salt, SALT_PRIME);
	h = Math.imul(h ^ (h >>> 13), FINAL_PRIME);
	return ((h ^ (h >>> 16)) >>> 0) * TWO_POW_MINUS_32;
}

/** 0 at t = 0, 1 at t = 1, flat at both ends. */
export function smooth(t: number): number {
	return t * t * (3 - 2 * t);
}

/** Lattice values joined smoothly, in [0, 1). One lattice cell is one unit of x and y. */
export function valueNoise(x: number, y: number, salt: number): number {
	const column = Math.floor(x);
	const row = Math.floor(y);
	const u = smooth(x - column);
	const v = smooth(y - row);
	const a = latticeValue(column, row, salt);
	const b = latticeValue(column + 1, row, salt);
	const c = latticeValue(column, row + 1, salt);
	const d = latticeValue(column + 1, row + 1, salt);
	const top = a + (b - a) * u;
	const bottom = c + (d - c) * u;
	return top + (bottom - top) * v;
}

/** Three octaves of value noise, in [0, 1): broad shapes with finer ones on them. */
export function fractalNoise(x: number, y: number, salt: number): number {
	// Octave ratios slightly off 2, and shifts, keep the lattices of the octaves from lining up.
	return (
		0.5 * valueNoise(x, y, salt) +
		0.3 * valueNoise(2.03 * x + 7, 2.03 * y, salt + 1) +
		0.2 * valueNoise(4.1 * x, 4.1 * y + 3, salt + 2)
	);
}

/**
 * Cell noise (Worley, "A cellular texture basis function", 1996): every lattice cell holds one random point.
 * @param distances [2], written: distance from (x, y) to the nearest point and to the second nearest, in cells
 */
export function cellDistances(x: number, y: number, salt: number, distances: Float64Array): void {
	const column = Math.floor(x);
	const row = Math.floor(y);
	let nearest = Infinity;
	let second = Infinity;
	for (let r = row - 1; r <= row + 1; r++) {
		for (let c = column - 1; c <= column + 1; c++) {
			const dx = c + latticeValue(c, r, salt) - x;
			const dy = r + latticeValue(c, r, salt + 9) - y;
			const squared = dx * dx + dy * dy;
			if (squared < nearest) {
				second = nearest;
				nearest = squared;
			} else if (squared < second) {
				second = squared;
			}
		}
	}
	distances[0] = Math.sqrt(nearest);
	distances[1] = Math.sqrt(second);
}
