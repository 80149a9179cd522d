/** A table before it is rounded, as a small picture: 0 black, 1 white. */
import { paletteUrl } from './bitmap.ts';

const VALUES = 256;
const GREYS = 16;
const PALETTE = Array.from(
	{ length: GREYS },
	(_, i) => `#${(17 * i).toString(16).padStart(2, '0').repeat(3)}`
);

/**
 * @param latents [256, wordLength], 0..1
 * @returns rows are the word's entries, columns the values
 */
export function latentUrl(latents: ArrayLike<number>, wordLength: number): string {
	const greys = new Uint8Array(VALUES * wordLength);
	for (let v = 0; v < VALUES; v++)
		for (let k = 0; k < wordLength; k++)
			greys[k * VALUES + v] = Math.round(latents[v * wordLength + k] * (GREYS - 1));
	return paletteUrl(greys, wordLength, VALUES, PALETTE);
}
