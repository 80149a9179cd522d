/** The questions at the end of "Training through a staircase". The quantizer is the chapter's: levels at 0, 1/3, 2/3 and 1. */
import type { Question } from '../question.ts';

export const TRAINING_THROUGH_A_STAIRCASE: readonly Question[] = [
	{
		id: 'which-stop',
		kind: 'choice',
		question:
			'Four latents, −0.2, 0.1, 0.6 and 1.3, have the target 0.4. They are trained with the clipped estimator, which passes the gradient where 0 ≤ x ≤ 1, and are not put back into the range. Which of them never move, and why?',
		choices: [
			{
				text: '−0.2 and 1.3, because they lie outside the range, where no gradient passes',
				right: true,
				because:
					'Outside the range g is 0. A latent with no gradient does not move, so it stays outside, and the next step finds it there again.'
			},
			{
				text: '0.1 and 0.6, because their levels are next to the target',
				right: false,
				because:
					'Near is not equal. Level 0 is too small for 0.4 and level 2 too large, so both are pushed, and being within the range, both move.'
			},
			{
				text: '1.3 only, because the target is below it and above −0.2',
				right: false,
				because:
					'On which side the target lies decides the direction of the push. Whether there is one is decided by g, and it is 0 on both sides of the range.'
			},
			{
				text: 'none: each of them has a loss that is not zero',
				right: false,
				because:
					'A loss is not enough. The push is the slope of the loss times g, and outside the range g is 0.'
			}
		]
	},
	{
		id: 'share-of-time',
		kind: 'number',
		question:
			'With the plain straight-through estimator and the target 0.5, a latent crosses between level 1 (value 1/3) and level 2 (value 2/3). In what share of the steps, in percent, is it on level 2?',
		unit: '%',
		answer: 50,
		tolerance: 1,
		right:
			'The pushes up and down must cancel over time, which they do when the mean value is the target: half of 1/3 and half of 2/3 is 1/2.',
		wrong: [
			{
				when: 20,
				because: 'That was the share for the target 0.4. The mean of the two values has to be 0.5 now.'
			},
			{
				when: { from: 66, to: 67 },
				because: 'That is the value of level 2, not the share of time spent there.'
			}
		],
		otherwise:
			'Over a long time the mean value equals the target. Which mixture of 1/3 and 2/3 has the mean 0.5?'
	},
	{
		id: 'one-long-step',
		kind: 'number',
		question:
			'A latent at 0.9 is on level 3, value 1. The target is 0.4, the loss (value − target)², the learning rate 1, the estimator clipped. Where is the latent after one step?',
		answer: -0.3,
		tolerance: 0.005,
		right:
			'The slope of the loss at the value 1 is 2 · (1 − 0.4) = 1.2, and 0.9 − 1.2 = −0.3. That is outside the range: this weight has just died.',
		wrong: [
			{
				when: { from: 0.29, to: 0.31 },
				because: 'You took 0.6 as the slope. The square brings a factor of 2: the slope is 1.2.'
			},
			{ when: 0, because: 'It would be 0 if latents were put back into the range. Here they are not.' },
			{
				when: { from: -0.11, to: -0.09 },
				because:
					'You took the slope at 0.9. The network used the rounded value, 1, and the slope is taken there.'
			},
			{ when: 0.9, because: '0.9 is within the range, so the gradient does pass.' }
		],
		otherwise:
			'Take the slope of the loss at the rounded value, 2 · (1 − 0.4), times the learning rate, away from 0.9.'
	},
	{
		id: 'remedy',
		kind: 'choice',
		question:
			'Which of these keeps weights from dying under the clipped estimator, whatever the learning rate?',
		choices: [
			{
				text: 'putting every latent back into the range after each step',
				right: true,
				because: 'No latent is ever outside when the next gradient is taken, so every gradient passes.'
			},
			{
				text: 'training longer',
				right: false,
				because: 'A dead weight has no gradient in any step. More steps add up to nothing.'
			},
			{
				text: 'starting every latent within the range',
				right: false,
				because: 'That is a good start, but one long step can still throw a latent out of the range.'
			},
			{
				text: 'the true gradient in place of the estimator',
				right: false,
				because: 'The true gradient is zero on every stair. Then no weight moves at all.'
			}
		]
	}
];
