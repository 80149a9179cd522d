/** The questions at the end of "Pixel embedding". The tables that they ask about are chosen in embedding-figures.server.ts. */
import type { Question } from '../question.ts';

export const PIXEL_EMBEDDING_CHECK: readonly Question[] = [
	{
		id: 'table-a',
		kind: 'choice',
		question: 'Table A learned in the dark. What was it at the start?',
		choices: [
			{
				text: 'words of four two-bit numbers, plain rounding',
				right: false,
				because:
					'Then all four rows would still step at one value on the far right, 213, where no dark pixel has ever been. They step at four different ones.'
			},
			{
				text: 'words of four two-bit numbers, a dither',
				right: true,
				because:
					'Four rows, four colours. And on the far right, where nothing can have moved, the rows step one after the other: that is where the dither put them.'
			},
			{
				text: 'words of four one-bit numbers, a dither',
				right: false,
				because: 'One-bit numbers have two levels, so two colours. Here are four.'
			},
			{
				text: 'it cannot be told, since training moved everything',
				right: false,
				because:
					'Training moves rows that are looked up. On the far right are values that no dark picture has: there the start is still to be seen.'
			}
		]
	},
	{
		id: 'table-b',
		kind: 'number',
		question: 'Table B learned in the dark as well. How many bits does each of its numbers have?',
		answer: 1,
		right:
			'Only two colours, so two levels and one bit. And nearly all thresholds are to the right of the pixels: this is one of the runs that failed.',
		wrong: [
			{ when: 2, because: 'Two bits would show up to four colours. Count them.' },
			{
				when: 8,
				because: 'Eight is the number of its rows, so of the numbers in a word. The bits are in the colours.'
			}
		],
		otherwise: 'The colours are the levels. How many are there, and how many bits name so many?'
	},
	{
		id: 'table-c',
		kind: 'choice',
		question: 'Table C started as plain rounding. In which light did it learn?',
		choices: [
			{
				text: 'in bright light: its thresholds have moved over the whole range, those at 213 too',
				right: true,
				because:
					'In bright light every value occurs, so every row learns. In the dark a straight edge would be left at 213.'
			},
			{
				text: 'in the dark: its rows are all different',
				right: false,
				because:
					'The rows of any trained table differ. What tells the light is where they were able to move: here also on the far right, where no dark picture has a value.'
			},
			{
				text: 'in none: this is the table at the start',
				right: false,
				because: 'At the start all rows are equal, with steps at 43, 128 and 213.'
			}
		]
	},
	{
		id: 'never-looked-up',
		kind: 'choice',
		question:
			'A value occurs in no training picture, nor does any value near it. What is its word after training?',
		choices: [
			{
				text: 'the word that it had at the start',
				right: true,
				because: 'Its row is never looked up, so its gradient is zero in every step. Nothing moves it.'
			},
			{
				text: 'all zeros',
				right: false,
				because:
					'Nothing pulls the latents to zero either: there is no gradient at all, and no weight decay here.'
			},
			{
				text: 'something random',
				right: false,
				because: 'Noise comes from gradients of few pixels. This row has none.'
			},
			{
				text: 'the mean of all words',
				right: false,
				because: 'Smoothing reaches some twenty grey levels, no farther, and it carries gradients, not words.'
			}
		]
	},
	{
		id: 'baked-bytes',
		kind: 'number',
		question: 'How many bytes does a baked table take, with four two-bit numbers in each word?',
		answer: 256,
		right: '256 rows × 4 numbers × 2 bits = 2,048 bits, and 8 bits are a byte.',
		wrong: [
			{ when: 2048, because: 'That is in bits. Eight of them make a byte.' },
			{ when: 4096, because: 'That is the latents as float32, four bytes each. Baking throws them away.' },
			{ when: 1024, because: 'That is one byte for each number. Four two-bit numbers fit into a byte.' },
			{ when: 640, because: 'That was with ten numbers in a word.' }
		],
		otherwise: 'Count the rows, the numbers in a row and the bits of a number, and divide by 8.'
	}
];
