/** The questions at the end of "The race". The recorded ones are held to the studies by a test. */
import type { Question } from '../question.ts';

export const RACE_CHECK: readonly Question[] = [
	{
		id: 'does-it-hold',
		kind: 'choice',
		question:
			'In the dark, on seed 3, the learned table names 80.5% of the test pictures and the fixed dither 75.9%. The other four differences are +0.5, −0.7, +2.1 and +2.5 points. Does the claim “learned is better” hold?',
		choices: [
			{
				text: 'Yes: 4.6 points is a large lead.',
				right: false,
				because:
					'Four other seeds gave −0.7 to +2.5. A lead is large or small only against what chance does, and one seed does not show that.'
			},
			{
				text: 'Yes: four of five seeds agree, and the mean is +1.8.',
				right: false,
				because:
					'If chance alone decided the sign, four or five of five would agree in favour of one given side 6 times in 32. Student’s interval is −0.7 to +4.3, and zero lies within it.'
			},
			{
				text: 'Not yet: the interval holds zero. Run more seeds.',
				right: true,
				because:
					'The mean is +1.8 and Student’s interval −0.7 to +4.3. It may be better, and these five seeds do not show it.'
			},
			{
				text: 'No: the dither is just as good.',
				right: false,
				because:
					'An interval that holds zero does not show that two things are equal. It holds +4 as well. The honest word is “not shown”.'
			}
		]
	},
	{
		id: 'three-tosses',
		kind: 'number',
		question:
			'Three seeds scatter evenly to both sides of the truth. Your interval goes from the smallest to the largest. How often does it miss the truth?',
		unit: '%',
		answer: 25,
		right:
			'All three above has probability 1/8, all three below 1/8: together 1/4, whatever the interval is called.',
		wrong: [
			{
				when: 5,
				because: 'That is what the label “95%” promises. Count: when do all three lie on one side?'
			},
			{ when: 12.5, because: 'All above is one way to miss, all below is another one.' },
			{ when: 75, because: 'That is how often it holds the truth.' }
		],
		otherwise:
			'It misses when all three lie on the same side: like three tosses of a coin that come up equal.'
	},
	{
		id: 'pairs-by-chance',
		kind: 'number',
		question:
			'Six first layers that are all equally good race, and you look at every pair with an honest 95% interval. How many pairs do you expect to look different?',
		answer: 0.75,
		tolerance: 0.01,
		right: 'Six have 6 · 5 / 2 = 15 pairs, and one in twenty misses: 15 · 0.05 = 0.75.',
		wrong: [
			{ when: 0, because: 'They are equal, but intervals are not perfect: one in twenty misses.' },
			{ when: 0.3, because: 'You took six comparisons. Six things have more pairs than that.' },
			{ when: 1.4, because: 'That is for eight. Six have 15 pairs.' },
			{ when: 15, because: 'That is the number of pairs. One in twenty of them misses.' }
		],
		otherwise: 'Count the pairs, 6 · 5 / 2, and take one in twenty.'
	},
	{
		id: 'which-control',
		kind: 'choice',
		question:
			'Someone shows that a learned table of ten numbers beats plain rounding of one number, over twenty seeds, and says: learning did it. Which network is missing?',
		choices: [
			{
				text: 'A float first layer',
				right: false,
				because: 'It shows how much there is to gain. It says nothing about what made the gain.'
			},
			{
				text: 'Plain rounding written ten times, not learned',
				right: true,
				because:
					'It is as wide and starts from the same table. What the learned one has over it comes from learning, and from nothing else.'
			},
			{
				text: 'A learned table of twenty numbers',
				right: false,
				because: 'That changes the width again. The control must keep the width and take the learning away.'
			},
			{
				text: 'Another twenty seeds',
				right: false,
				because: 'More seeds make the difference more certain. They do not say where it comes from.'
			}
		]
	},
	{
		id: 'chosen-on-test',
		kind: 'choice',
		question:
			'You try ten learning rates, keep the one with the best test accuracy, and report that accuracy. What is wrong?',
		choices: [
			{
				text: 'Nothing, if every rate had the same seed.',
				right: false,
				because: 'Ten rates are ten draws of chance, and you report the luckiest, whatever the seed.'
			},
			{
				text: 'The number is too good: the test pictures helped to choose.',
				right: true,
				because:
					'The best of ten is best partly by luck on these very pictures. Choose on the validation split, and let the test pictures report once.'
			},
			{
				text: 'The number is too low, since nine rates were wasted.',
				right: false,
				because: 'What the others did does not lower it. Being the best of ten raises it.'
			}
		]
	}
];
