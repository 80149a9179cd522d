/** The words of the lab's lists: each encoding and table start with its name and one line on what it is. Data only. */
import type { TableInit } from '#lib/core/encoding.ts';
import type { LabEncoding } from '#lib/run/lab-settings.ts';

export const ENCODING_CHOICES: readonly { kind: LabEncoding; name: string; what: string }[] = [
	{
		kind: 'pixel-embedding',
		name: 'Pixel embedding (learned)',
		what: 'a table of words, trained with the network'
	},
	{ kind: 'naive', name: 'Naive rounding', what: 'the nearest level, repeated to fill the word' },
	{
		kind: 'dither',
		name: 'Dither',
		what: 'the nearest level, each entry with its thresholds moved a little'
	},
	{
		kind: 'quantile-dither',
		name: 'Quantile dither',
		what: 'a dither whose thresholds lie where the training pictures have their values'
	},
	{ kind: 'thermometer', name: 'Thermometer', what: 'one-bit comparisons with evenly spaced thresholds' },
	{ kind: 'bit-planes', name: 'Bit-planes', what: 'the eight binary digits of the value' },
	{
		kind: 'float-first',
		name: 'Float first layer',
		what: 'the 8-bit value itself, into a first layer in float'
	},
	{ kind: 'all-float', name: 'All float', what: 'nothing quantized anywhere, for comparison' }
];

export const INIT_CHOICES: readonly { init: TableInit; name: string }[] = [
	{ init: 'linear', name: 'Linear: every entry is plain rounding' },
	{ init: 'dither', name: 'Dither: thresholds already staggered' }
];

/** Which settings an encoding uses. */
export function usedBy(kind: LabEncoding): { wordLength: boolean; bits: boolean; table: boolean } {
	switch (kind) {
		case 'pixel-embedding':
			return { wordLength: true, bits: true, table: true };
		case 'naive':
		case 'dither':
		case 'quantile-dither':
			return { wordLength: true, bits: true, table: false };
		case 'thermometer':
			return { wordLength: true, bits: false, table: false };
		case 'bit-planes':
		case 'float-first':
		case 'all-float':
			return { wordLength: false, bits: false, table: false };
		default:
			return kind satisfies never;
	}
}
