/** Folding one channel by trying every sum, and packing one word. */
import { packLevels } from '#lib/core/bit-planes.ts';
import { floatLevel, foldChannel, integerLevel, STEPS_OF_Z } from '#lib/core/fold-channel.ts';
import { blank, digits, given, levelBlank, levelGiven, type Worksheet } from '../worksheet.ts';

/** The word that is packed on the slides and on paper. */
export const PACKED_LEVELS: readonly number[] = [2, 0, 3, 1, 2, 3];

const SCALE = 0.25;
const LARGEST = 9;
const DEVIATION = 4;
const rising = foldChannel({ gamma: 1, beta: 0.3, mean: 0, deviation: DEVIATION, scale: SCALE }, LARGEST);
const falling = foldChannel({ gamma: -1, beta: 0.8, mean: 0, deviation: DEVIATION, scale: SCALE }, LARGEST);
const SUMS = [-4, -2, -1, 0, 1, 2, 4, 6];
const tenth = (x: number): string => digits(x, 2);
const line = ({ slope, offset }: typeof rising): string =>
	`z = ${tenth(slope)} · S ${offset < 0 ? '−' : '+'} ${tenth(Math.abs(offset))}`;
const planes = packLevels(Uint8Array.from(PACKED_LEVELS), PACKED_LEVELS.length, 2).map(([word]) => word);
const lanes = PACKED_LEVELS.map((_, lane) => lane);
const thresholdText = (t: number): string => (t > LARGEST ? 'never' : given(t));

export const INTEGERS_ONLY: Worksheet = {
	slug: 'integers-only',
	title: 'Fold one channel, pack one word',
	minutes: 20,
	parts: [
		{
			kind: 'table',
			ask: `A trained channel: ${line(rising)}. Level 1 begins at z = 1/3, level 2 at 1, level 3 at 5/3. Which level has each sum?`,
			head: ['S', ...SUMS.map(given)],
			rows: [
				['z', ...SUMS.map((s) => blank(tenth(rising.slope * s + rising.offset)))],
				['level', ...SUMS.map((s) => levelBlank(floatLevel(rising, s)))]
			]
		},
		{
			kind: 'table',
			ask: 'From which whole sum on is the level at least 1, at least 2, at least 3? These three numbers are the folded channel.',
			head: ['T1', 'T2', 'T3'],
			rows: [rising.thresholds.map((t) => blank(thresholdText(t)))],
			because: `Solved on paper, the line reaches ${STEPS_OF_Z.map((z) => tenth(z)).join(', ')} at S = ${STEPS_OF_Z.map((z) => digits((z - rising.offset) / rising.slope, 2)).join(', ')}; the thresholds are the next whole numbers up.`
		},
		{
			kind: 'table',
			ask: 'Forget the line. Count for each sum how many of the three thresholds it has reached. Compare with the first table.',
			head: ['S', ...SUMS.map(given)],
			rows: [['thresholds reached', ...SUMS.map((s) => levelBlank(integerLevel(rising, s)))]],
			because:
				'The same levels: three comparisons have replaced the scale, the mean, the spread, γ, β and the rounding.'
		},
		{
			kind: 'write',
			ask: `Another channel falls: ${line(falling)}. What do you do with its signs, and what are T1, T2, T3 then?`,
			lines: 3,
			answer: `Turn all signs round. The sum changes its sign, the line rises, and the thresholds of the turned sum are ${falling.thresholds.map(thresholdText).join(', ')}.`
		},
		{
			kind: 'table',
			ask: 'Pack this word. Lane k is bit k: it counts 1, 2, 4, 8, … The last column is the plane as a number.',
			head: ['lane', ...lanes.map(String), 'number'],
			rows: [
				['level', ...PACKED_LEVELS.map(levelGiven), ''],
				['A0', ...PACKED_LEVELS.map((level) => blank(level & 1)), blank(planes[0])],
				['A1', ...PACKED_LEVELS.map((level) => blank(level >> 1)), blank(planes[1])]
			]
		},
		{
			kind: 'write',
			ask: 'Two programs both name 80.2% of the test pictures. A friend says: so they are the same network. What would convince you?',
			lines: 3,
			answer:
				'That every level in every cell of every layer is equal, over many pictures. The same percentage can come from different pictures, and one wrong threshold may change nearly all sums and not one answer.'
		}
	]
};
