/**
 * The four colours of the levels 0..3, for canvases and picture files.
 *
 * The same values stand in src/styles/tokens.css, where everything drawn with CSS takes them; a test holds the two equal.
 * They are ordered in luminance, so that the order survives colour blindness and a grey print.
 */
export const LEVEL_COLOURS = ['#33257c', '#a13a80', '#ee7461', '#f7d774'] as const;

/** The colours' everyday names, for captions and text alternatives. */
export const LEVEL_COLOUR_NAMES = ['indigo', 'plum', 'coral', 'butter'] as const;

/** Red, green and blue 0..255 of a colour written #rrggbb. */
export function colourBytes(hex: string): [number, number, number] {
	if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`a colour must be written #rrggbb, got "${hex}"`);
	return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as [
		number,
		number,
		number
	];
}

/** Share of the way from one 8-bit colour to the next, rounded to a whole number. */
const between = (from: number, to: number, share: number): number => Math.round(from + share * (to - from));

/** The colour of a mean of levels, 0..3: on a level its own colour, between two a mixture of both. #rrggbb */
export function meanLevelColour(mean: number): string {
	if (!(mean >= 0 && mean <= 3)) throw new RangeError(`a mean of levels must be 0..3, got ${mean}`);
	const lower = Math.min(Math.floor(mean), 2);
	const [from, to] = [LEVEL_COLOURS[lower], LEVEL_COLOURS[lower + 1]].map(colourBytes);
	const bytes = from.map((byte, i) => between(byte, to[i], mean - lower));
	return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
