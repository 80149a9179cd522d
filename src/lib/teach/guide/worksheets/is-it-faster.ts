/** Amdahl's law and a roofline by hand. */
import { shareOfTime, wholeSpeedUp } from '#lib/core/amdahl.ts';
import { edgeOf, limitsAt } from '#lib/core/roofline.ts';
import { blank, digits, given, type Worksheet } from '../worksheet.ts';

const percent = (share: number): string => `${digits(100 * share, 1)}%`;
const SHARES = [0.05, 0.25, 0.5];
const SPEEDS = [2, 4, Infinity];
const WORK = 0.05;
const SLOWER = [1, 5, 10];
const MACS = 30;
const BYTES = 60;
const INTENSITIES = [0.1, 0.5, 2, 8];
/** Readings of one call in milliseconds from a clock with steps of one. */
const READINGS = [0, 1, 0, 0, 1, 0, 1, 0, 0, 0];
const STRETCH = { calls: 1000, milliseconds: 290 };

export const IS_IT_FASTER: Worksheet = {
	slug: 'is-it-faster',
	title: 'What can be won',
	minutes: 20,
	parts: [
		{
			kind: 'table',
			ask: 'A part has this share of the time and becomes s times as fast. How many times as fast is the whole? 1 / ((1 − p) + p / s)',
			head: ['share p', ...SPEEDS.map((s) => (s === Infinity ? 'no time at all' : `s = ${s}`))],
			rows: SHARES.map((share) => [
				percent(share),
				...SPEEDS.map((s) => blank(digits(wholeSpeedUp(share, s), 3)))
			]),
			because: 'What takes little time cannot win much, however fast it becomes.'
		},
		{
			kind: 'table',
			ask: `A layer has ${percent(WORK)} of the work. Each of its operations takes k times as long as one of the others. Which share of the time has it, and how fast could the whole become at the very best?`,
			head: ['k', 'share of the time', 'whole, at best'],
			rows: SLOWER.map((k) => {
				const share = shareOfTime(WORK, k);
				return [given(k), blank(percent(share)), blank(digits(wholeSpeedUp(share, Infinity), 2))];
			}),
			because:
				'Share of the time: 0.05 k / (0.05 k + 0.95). The first layer begins to matter when everything else has become fast.'
		},
		{
			kind: 'table',
			ask: `A core does at most ${MACS} thousand million multiply-adds a second and reads at most ${BYTES} thousand million bytes. Its limit is the smaller of ${MACS} and intensity times ${BYTES}.`,
			head: [
				'multiply-adds for each byte',
				'limit, thousand million a second',
				'by arithmetic or by reading?'
			],
			rows: INTENSITIES.map((intensity) => {
				const { roof, bound } = limitsAt(intensity, MACS, BYTES);
				return [given(intensity), blank(digits(roof, 1)), blank(bound)];
			}),
			because: `Both limits meet at ${digits(edgeOf(MACS, BYTES), 2)} multiply-adds for each byte.`
		},
		{
			kind: 'table',
			ask: 'A clock ticks in milliseconds. Ten single calls of one program read as below; then 1,000 calls in a row took 290 ms.',
			head: ['', 'result'],
			rows: [
				['the ten readings, in ms', READINGS.join(', ')],
				[
					'mean of the ten',
					blank(`${digits(READINGS.reduce((sum, x) => sum + x, 0) / READINGS.length, 2)} ms`)
				],
				['from the thousand', blank(`${digits(STRETCH.milliseconds / STRETCH.calls, 3)} ms`)],
				['the clock’s step, as a share of the thousand', blank(percent(1 / STRETCH.milliseconds))]
			],
			because: 'One reading says 0 or 1 and nothing else. A long stretch is read well by a coarse clock.'
		},
		{
			kind: 'write',
			ask: 'An advertisement says “twice as fast”. Write down four questions that you would ask.',
			lines: 4,
			answer:
				'For example: How often was it measured, and how far apart were the samples? On what machine? Against what, and was that one made as well? Was the first call counted? Did both compute the same?'
		}
	]
};
