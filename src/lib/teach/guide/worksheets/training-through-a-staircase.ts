/** Straight-through training by hand: one latent for a few steps, and four latents with and without the remedy. */
import { descend, levelOf, quantized, reportedSlope } from '#lib/core/straight-through.ts';
import { blank, digits, given, levelBlank, type Worksheet } from '../worksheet.ts';

const TARGET = 0.4;
const START = 0.6;
const RATE = 0.1;
const STEPS = 6;
const plain = (): number => 1;
const path = descend({
	start: [START],
	target: TARGET,
	learningRate: RATE,
	backward: plain,
	clamp: false,
	steps: STEPS
}).path.map(([x]) => x);

const FAST = 1;
const FOUR = [-0.2, 0.3, 0.9, 1.3];
const clipped = (x: number): number => (x >= 0 && x <= 1 ? 1 : 0);
const fourAfter = (clamp: boolean): number[] => [
	...descend({ start: FOUR, target: TARGET, learningRate: FAST, backward: clipped, clamp, steps: 1 }).path[1]
];
const dead = (x: number): string => (x >= 0 && x <= 1 ? 'yes' : 'no');

export const TRAINING_THROUGH_A_STAIRCASE: Worksheet = {
	slug: 'training-through-a-staircase',
	title: 'A latent on the stairs',
	minutes: 20,
	parts: [
		{
			kind: 'text',
			text: 'The four levels 0, 1, 2, 3 stand for 0, 1/3, 2/3 and 1. The level changes at the latents 1/6, 1/2 and 5/6.'
		},
		{
			kind: 'table',
			ask: `Target ${TARGET}, learning rate ${RATE}, plain straight-through. The push is 2 · (value − target); the new latent is the old one minus ${RATE} times the push. Three digits are enough.`,
			head: ['step', 'latent', 'level', 'value', 'push', 'new latent'],
			rows: Array.from({ length: STEPS }, (_, step) => [
				given(step + 1),
				step === 0 ? given(START) : blank(digits(path[step], 3)),
				levelBlank(levelOf(path[step])),
				blank(digits(quantized(path[step]), 3)),
				blank(digits(reportedSlope(path[step], TARGET, plain), 3)),
				blank(digits(path[step + 1], 3))
			]),
			because: 'Computed without rounding in between; the last digit of yours may differ by a little.'
		},
		{
			kind: 'write',
			ask: 'Where does the latent end up, and why does it not settle at 0.4 or at 1/3?',
			lines: 3,
			answer:
				'At the edge at 0.5, crossing it again and again. On level 1 the value is a little too small and pushes it up; on level 2 it is much too large and pushes it down. No level is right, so no level is quiet.'
		},
		{
			kind: 'table',
			ask: `Now clipped: the push passes only where the latent is from 0 to 1. Learning rate ${FAST}, target ${TARGET}. One step, without and with putting latents back into 0 to 1.`,
			head: [
				'latent',
				'level',
				'push that passes',
				'after one step',
				'can still move?',
				'put back',
				'can still move?'
			],
			rows: FOUR.map((x, i) => [
				given(x),
				levelBlank(levelOf(x)),
				blank(digits(reportedSlope(x, TARGET, clipped), 3)),
				blank(digits(fourAfter(false)[i], 3)),
				blank(dead(fourAfter(false)[i])),
				blank(digits(fourAfter(true)[i], 3)),
				blank(dead(fourAfter(true)[i]))
			]),
			because:
				'What starts outside gets no push. One long push throws a living latent out as well. Putting back costs one line and keeps all of them alive.'
		},
		{
			kind: 'write',
			ask: 'Invent a slope of your own, to be written in place of the box, under which a latent at 1.3 comes home. What is its price?',
			lines: 3,
			answer:
				'Anything that is positive at 1.3 does, such as 1 everywhere, or a bell that is wide enough. The price of 1 everywhere: if the target lies beyond the last level, latents drift away without end. The price of a bell: far from the middle everything is slow.'
		}
	]
};
