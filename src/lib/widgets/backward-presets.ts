/** Backward functions to start from, as a reader would write them. */
import { later } from '#lib/language/language.ts';

export interface BackwardPreset {
	readonly name: string;
	/** In the language of core/expression.ts. */
	readonly text: string;
	/** What it is, in one sentence. */
	readonly about: string;
}

export const BACKWARD_PRESETS: readonly BackwardPreset[] = [
	{
		name: later('the truth'),
		text: '0',
		about: later('The slope that rounding really has, on every stair.')
	},
	{
		name: later('identity'),
		text: '1',
		about: later('The straight-through estimator in its plainest form: as if rounding were not there.')
	},
	{
		name: later('clipped'),
		text: '(x >= 0) * (x <= 1)',
		about: later('Straight through inside the range of the levels, nothing outside.')
	},
	{
		name: later('triangle'),
		text: 'max(0, 1 - abs(2*x - 1))',
		about: later('Full in the middle, less and less towards the ends of the range, nothing outside.')
	},
	{
		name: later('tanh′'),
		text: '1 - tanh(4*x - 2)^2',
		about: later('The slope of a smooth rise, tanh: small outside the range, but never nothing.')
	}
];

/** The text a page starts with: clipped. */
export const START_TEXT = BACKWARD_PRESETS[2].text;
