/** Backward functions to start from, as a reader would write them. */

export interface BackwardPreset {
	readonly name: string;
	/** In the language of core/expression.ts. */
	readonly text: string;
	/** What it is, in one sentence. */
	readonly about: string;
}

export const BACKWARD_PRESETS: readonly BackwardPreset[] = [
	{
		name: 'the truth',
		text: '0',
		about: 'The slope that rounding really has, on every stair.'
	},
	{
		name: 'identity',
		text: '1',
		about: 'The straight-through estimator in its plainest form: as if rounding were not there.'
	},
	{
		name: 'clipped',
		text: '(x >= 0) * (x <= 1)',
		about: 'Straight through inside the range of the levels, nothing outside.'
	},
	{
		name: 'triangle',
		text: 'max(0, 1 - abs(2*x - 1))',
		about: 'Full in the middle, less and less towards the ends of the range, nothing outside.'
	},
	{
		name: 'tanh′',
		text: '1 - tanh(4*x - 2)^2',
		about: 'The slope of a smooth rise, tanh: small outside the range, but never nothing.'
	}
];

/** The text a page starts with: clipped. */
export const START_TEXT = BACKWARD_PRESETS[2].text;
