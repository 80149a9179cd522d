/** The nine chapters in reading order: what the contents list prints. Their texts are in content/chapters. */

export interface ChapterEntry {
	/** Position in the course, from 1. */
	readonly number: number;
	/** Last part of its address. */
	readonly slug: string;
	readonly title: string;
	/** What the reader can do or see there, in one sentence. */
	readonly sentence: string;
	/** The code of the language that it is in, where that is not English. */
	readonly language?: string;
}

/** Its address from the site's root. */
export const chapterPath = ({ slug, language }: ChapterEntry): `/${string}/` =>
	language ? `/${language}/${slug}/` : `/${slug}/`;

export const CHAPTERS: readonly ChapterEntry[] = [
	{
		number: 1,
		slug: 'what-a-bit-costs',
		title: 'What a bit costs',
		sentence: 'Take a photograph from eight bits to one, and watch where the rounding error goes.'
	},
	{
		number: 2,
		slug: 'a-convolution-in-few-bits',
		title: 'A convolution in few bits',
		sentence:
			'A dot product becomes an exclusive-or and a count of ones; click a pixel and see the bits do it.'
	},
	{
		number: 3,
		slug: 'training-through-a-staircase',
		title: 'Training through a staircase',
		sentence: 'The gradient of a rounded number is zero almost everywhere, and we train through it anyway.'
	},
	{
		number: 4,
		slug: 'the-first-layer-problem',
		title: 'The first-layer problem',
		sentence:
			'Every layer can go low-bit except the one that reads the picture; turn the light down to see why.'
	},
	{
		number: 5,
		slug: 'one-number-many-bits',
		title: 'One number, many bits',
		sentence:
			'Bit-planes, thermometers, dither: the old ways to write one pixel, and the distances each of them keeps.'
	},
	{
		number: 6,
		slug: 'pixel-embedding',
		title: 'Pixel embedding',
		sentence:
			'Give each pixel value a row of a table, let training fill the table in, and scrub through its history.'
	},
	{
		number: 7,
		slug: 'the-race',
		title: 'The race',
		sentence:
			'Eight first layers, the same seeds, the same batches: how much of a win is left once you run it fairly?'
	},
	{
		number: 8,
		slug: 'integers-only',
		title: 'Integers only',
		sentence: 'Fold everything that was trained into whole numbers, and check that not one answer changes.'
	},
	{
		number: 9,
		slug: 'is-it-faster',
		title: 'Is it faster?',
		sentence: 'Time the finished network on your own machine, against the float one, with the spread shown.'
	}
];
