/** What the reader calls a study's encodings. Data only. */
export const STUDY_NAMES: Readonly<Record<string, string>> = {
	'all-float': 'all float',
	'float-first': 'float first layer',
	naive1: 'naive, 1 bit',
	naive2: 'naive, 2 bits',
	'naive2-wide': 'naive, ten times the same',
	'bit-planes': 'bit-planes',
	thermometer: 'thermometer',
	dither: 'dither',
	'quantile-dither': 'quantile dither',
	'pixel-embedding': 'learned from naive',
	'pixel-embedding from dither': 'learned from dither'
};
