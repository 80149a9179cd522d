/** The codes that chapter 5 sets side by side. Pure. */
import {
	NAMED_ENCODINGS,
	PIXEL_VALUES,
	fitEncoding,
	fixedTable,
	type LevelTable
} from '#lib/core/encoding.ts';
import { MATERIALS_HISTOGRAMS } from '#lib/data/materials-histograms.ts';
import { later } from '#lib/language/language.ts';
import type { Light, RecordedCodes } from './recorded-codes.ts';

export type CodeId =
	'naive2' | 'bit-planes' | 'thermometer' | 'dither' | 'quantile-dither' | 'pixel-embedding';

export interface Code {
	/** As the recorded studies list it. */
	readonly id: CodeId;
	readonly name: string;
	/** What it does, in a few words. */
	readonly about: string;
	readonly table: LevelTable;
}

/** Columns in reverse order: binary digits are written with the most significant first. No distance changes. */
function reversed({ wordLength, bits, levels }: LevelTable): LevelTable {
	return {
		wordLength,
		bits,
		levels: levels.map((_, i) => levels[i - (i % wordLength) + wordLength - 1 - (i % wordLength)])
	};
}

/** The word of one value. */
export const wordAt = ({ wordLength, levels }: LevelTable, value: number): number[] => [
	...levels.subarray(value * wordLength, (value + 1) * wordLength)
];

/** Codes fitted or learned in one light; the learned one only where its run has been recorded. */
export function codesFor(light: Light, recorded: RecordedCodes): Code[] {
	const quantile = fitEncoding(NAMED_ENCODINGS['quantile-dither'], () => MATERIALS_HISTOGRAMS[light]);
	const learned = recorded.learned[light];
	const codes: Code[] = [
		{
			id: 'naive2',
			name: later('Rounded'),
			about: later('to the nearest of four levels'),
			table: fixedTable(NAMED_ENCODINGS.naive2)
		},
		{
			id: 'bit-planes',
			name: later('Bit-planes'),
			about: later('the eight binary digits'),
			table: reversed(fixedTable(NAMED_ENCODINGS['bit-planes']))
		},
		{
			id: 'thermometer',
			name: later('Thermometer'),
			about: later('ten thresholds, evenly spaced'),
			table: fixedTable(NAMED_ENCODINGS.thermometer)
		},
		{
			id: 'dither',
			name: later('Dither'),
			about: later('ten staggered copies'),
			table: fixedTable(NAMED_ENCODINGS.dither)
		},
		{
			id: 'quantile-dither',
			name: later('Quantile dither'),
			about: light === 'dark' ? later('fitted to dark pictures') : later('fitted to bright pictures'),
			table: fixedTable(quantile)
		}
	];
	if (learned)
		codes.push({
			id: 'pixel-embedding',
			name: later('Learned'),
			about: learned.light === 'dark' ? later('on dark pictures') : later('on bright pictures'),
			table: {
				wordLength: learned.wordLength,
				bits: learned.bits,
				levels: Uint8Array.from({ length: PIXEL_VALUES * learned.wordLength }, (_, i) =>
					Number(learned.digits[i])
				)
			}
		});
	return codes;
}
