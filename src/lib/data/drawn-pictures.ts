/** The built-in pictures of the course, as a list: every one is made by this site's own code (draw-picture.ts) when it is built. */

export interface DrawnPicture {
	readonly name: string;
	/** As the reader chooses it. */
	readonly title: string;
	/** What is to be seen. */
	readonly alt: string;
}

/** Height and width of each, in pixels. */
export const DRAWN_SIDE = 320;

export const DRAWN_PICTURES = [
	{
		name: 'landscape',
		title: 'Evening lake',
		alt: 'A lake in the evening: a wide sky from blue to yellow, a low sun, three ridges in haze, water, dark conifers in front'
	},
	{
		name: 'still-life',
		title: 'Fruit on linen',
		alt: 'An orange, a lemon and a plum on white linen with a blue stripe, before a grey-green wall, lit from the left'
	},
	{
		name: 'materials',
		title: 'Materials',
		alt: 'A hundred small pictures of ten materials, one material to a column'
	},
	{
		name: 'materials-dark',
		title: 'Materials in low light',
		alt: 'The same hundred pictures of materials in low light, nearly black'
	}
] as const satisfies readonly DrawnPicture[];

export type DrawnPictureName = (typeof DRAWN_PICTURES)[number]['name'];

/** Bits for which the strips of `drawRamp` exist. */
export const RAMP_BITS = [8, 5, 4, 3, 2] as const;
