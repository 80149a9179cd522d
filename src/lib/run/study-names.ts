/** What the reader calls a study's encodings. Data only. */
import { later } from '#lib/language/language.ts';

export const STUDY_NAMES: Readonly<Record<string, string>> = {
	'all-float': later('all float'),
	'float-first': later('float first layer'),
	naive1: later('naive, 1 bit'),
	naive2: later('naive, 2 bits'),
	'naive2-wide': later('naive, ten times the same'),
	'bit-planes': later('bit-planes'),
	thermometer: later('thermometer'),
	dither: later('dither'),
	'quantile-dither': later('quantile dither'),
	'pixel-embedding': later('learned from naive'),
	'pixel-embedding from dither': later('learned from dither')
};
