/** Three ways through the course. Minutes are the guides' own, save in the single lesson, which takes a piece of several chapters. */

export interface PlanItem {
	/** Slug of the chapter. */
	readonly chapter: string;
	/** The guide's short or long lesson, or so many minutes of it. */
	readonly minutes: 'short' | 'long' | number;
	readonly doing: string;
}
export interface PlanLesson {
	readonly title: string;
	readonly items: readonly PlanItem[];
	/** Names of notebooks that go with it. */
	readonly notebooks?: readonly string[];
	readonly after?: string;
}
export interface CoursePlan {
	readonly id: string;
	readonly title: string;
	readonly about: string;
	readonly lessons: readonly PlanLesson[];
}

export const COURSE_PLANS: readonly CoursePlan[] = [
	{
		id: 'one-lesson',
		title: 'One lesson',
		about:
			'A double lesson for a class that has seen a convolution and will not come back to it. It follows one question: why does a network that reads two bits go blind in the dark, and what gives it its sight back?',
		lessons: [
			{
				title: 'A word for every pixel',
				items: [
					{
						chapter: 'what-a-bit-costs',
						minutes: 20,
						doing: 'The bet, the four sheets of paper, the microscope down to two bits'
					},
					{
						chapter: 'the-first-layer-problem',
						minutes: 25,
						doing: 'The light slider, ten pictures that become one, more of the same does not help'
					},
					{
						chapter: 'one-number-many-bits',
						minutes: 10,
						doing: 'Only 126, 127 and 128 in binary, and the staggered copies'
					},
					{
						chapter: 'pixel-embedding',
						minutes: 25,
						doing: 'Scrub through the recorded run, then train one live'
					},
					{ chapter: 'the-race', minutes: 10, doing: 'One claim from one seed; then the other four' }
				],
				after: 'Handout of chapter 4.'
			}
		]
	},
	{
		id: 'four-lessons',
		title: 'Four lessons',
		about:
			'Four double lessons, two chapters each in their short form. Nobody programs. The handouts are the homework, and chapter 9 is for those who want to know whether it was worth it.',
		lessons: [
			{
				title: 'Few bits',
				items: [
					{ chapter: 'what-a-bit-costs', minutes: 'short', doing: 'Levels, steps, rounding errors' },
					{ chapter: 'a-convolution-in-few-bits', minutes: 'short', doing: 'Multiplying becomes counting' }
				],
				after: 'Handouts 1 and 2.'
			},
			{
				title: 'Learning, and going blind',
				items: [
					{
						chapter: 'training-through-a-staircase',
						minutes: 'short',
						doing: 'A gradient that is zero, and the pretence that helps'
					},
					{ chapter: 'the-first-layer-problem', minutes: 'short', doing: 'The layer that reads the picture' }
				],
				after: 'Handouts 3 and 4.'
			},
			{
				title: 'Codes, written and learned',
				items: [
					{ chapter: 'one-number-many-bits', minutes: 'short', doing: 'Binary digits, thermometer, dither' },
					{ chapter: 'pixel-embedding', minutes: 'short', doing: 'The table that learns' }
				],
				after: 'Handouts 5 and 6.'
			},
			{
				title: 'Is it true?',
				items: [
					{ chapter: 'the-race', minutes: 'short', doing: 'Seeds, intervals, controls' },
					{ chapter: 'integers-only', minutes: 'short', doing: 'Whole numbers, and equal to the last cell' }
				],
				after: 'Chapter 9 to read, with each pupil’s own three guesses.'
			}
		]
	},
	{
		id: 'university-block',
		title: 'A university block',
		about:
			'Nine sessions in their long form, and five notebooks between them. It fits a block of two weeks, or a seminar of a term. Each notebook ends in a task; the last one reproduces a recorded study, to the bit.',
		lessons: [
			{
				title: 'What a bit costs',
				items: [{ chapter: 'what-a-bit-costs', minutes: 'long', doing: 'Uniform quantization' }],
				notebooks: ['quantize-a-photo']
			},
			{
				title: 'A convolution in few bits',
				items: [
					{ chapter: 'a-convolution-in-few-bits', minutes: 'long', doing: 'Bit-planes, popcount, scales' }
				]
			},
			{
				title: 'Training through a staircase',
				items: [
					{ chapter: 'training-through-a-staircase', minutes: 'long', doing: 'Straight-through estimators' }
				],
				notebooks: ['your-own-backward-rule']
			},
			{
				title: 'The first-layer problem',
				items: [
					{
						chapter: 'the-first-layer-problem',
						minutes: 'long',
						doing: 'What cannot be learned because it cannot be seen'
					}
				]
			},
			{
				title: 'One number, many bits',
				items: [{ chapter: 'one-number-many-bits', minutes: 'long', doing: 'Codes and their distances' }],
				notebooks: ['your-own-encoding']
			},
			{
				title: 'Pixel embedding',
				items: [{ chapter: 'pixel-embedding', minutes: 'long', doing: 'The learned table' }]
			},
			{
				title: 'The race',
				items: [{ chapter: 'the-race', minutes: 'long', doing: 'Experiments that survive another seed' }],
				notebooks: ['reproduce-the-study']
			},
			{
				title: 'Integers only',
				items: [{ chapter: 'integers-only', minutes: 'long', doing: 'Folding, packing, verifying' }],
				notebooks: ['fold-and-verify']
			},
			{
				title: 'Is it faster?',
				items: [
					{ chapter: 'is-it-faster', minutes: 'long', doing: 'Rooflines, Amdahl, and how a clock lies' }
				],
				after: 'Each group hands in a timing with its interval, and says what would change its mind.'
			}
		]
	}
];
