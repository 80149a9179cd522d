/** The questions a reader should ask of the studies, answered with their numbers. Pure: the sentences follow from the summaries. */
import type { Interval } from '#lib/core/statistics.ts';
import type { GridDifference, StudyRow, StudySummary } from '#lib/run/study-summary.ts';

export interface Answer {
	readonly question: string;
	readonly answer: string;
}

/** What the answers are made from; a study that was not recorded is absent. */
export interface Evidence {
	readonly bright: StudySummary | null;
	readonly dark: StudySummary | null;
	/** Learned from the dither, in the dark, by word length and bits. */
	readonly shortWords: readonly GridDifference[];
	/** Learned less dither and less quantile dither, words of ten, by study. */
	readonly pairs: Readonly<
		Record<string, { readonly overDither: Interval; readonly overQuantile: Interval }>
	>;
}

const points = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(100 * x).toFixed(1)}`;
const interval = ({ mean, low, high }: Interval): string =>
	`${points(mean)} points (${points(low)} to ${points(high)})`;
const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;

const rowOf = (study: StudySummary | null, name: string): StudyRow | null =>
	study?.rows.find((row) => row.name === name) ?? null;

/** How much of the way from naive to float the learned table goes, 0..1; null where a row is missing. */
export function shareOfGap(study: StudySummary | null): number | null {
	const [naive, learned, float] = ['naive2', 'pixel-embedding', 'float-first'].map(
		(name) => rowOf(study, name)?.accuracy.mean
	);
	if (naive === undefined || learned === undefined || float === undefined) return null;
	return (learned - naive) / (float - naive);
}

/** Thresholds that lie further than this from an even spread are not at the quantiles. */
const FAR = 0.1;

/** "better" where all of the interval is above 0, "worse" where all of it is below. */
function verdict({ low, high }: Interval): string {
	if (low > 0) return 'better';
	return high < 0 ? 'worse' : 'no clear difference';
}

export function answersOf({ bright, dark, shortWords, pairs }: Evidence): Answer[] {
	const answers: Answer[] = [];
	const lights = [
		['in bright light', pairs['materials-bright']],
		['in the dark', pairs['materials-dark']]
	] as const;
	const against = (side: 'overDither' | 'overQuantile'): string =>
		lights
			.flatMap(([where, pair]) => (pair ? [`${where} ${interval(pair[side])}, ${verdict(pair[side])}`] : []))
			.join('; ');
	const short = shortWords
		.filter(({ wordLength, bits }) => bits === 2 && wordLength <= 4)
		.map(({ wordLength, overDither }) => `${wordLength}: ${interval(overDither)}`);
	if (pairs['materials-dark'])
		answers.push({
			question: 'Is a learned table better than a fixed dither?',
			answer:
				`With words of ten two-bit numbers: ${against('overDither')}.` +
				(short.length > 0
					? ` With short words in the dark, where the dither has few thresholds to spend, by numbers in a word: ${short.join('; ')}.`
					: '')
		});
	if (pairs['materials-dark'])
		answers.push({
			question: 'Better than a code fitted to the histogram?',
			answer: `With words of ten two-bit numbers: ${against('overQuantile')}. What the table finds by gradient, counting the pixels finds as well.`
		});
	const closed = [
		['in bright light', shareOfGap(bright)],
		['in the dark', shareOfGap(dark)]
	].flatMap(([where, share]) => (typeof share === 'number' ? [`${percent(share)} ${where}`] : []));
	if (closed.length > 0)
		answers.push({
			question:
				'Starting from plain rounding, how much of the gap to a float first layer does learning close?',
			answer: `${closed.join(', and ')}.`
		});
	const wide = [
		['in bright light', rowOf(bright, 'naive2-wide')?.toNaive],
		['in the dark', rowOf(dark, 'naive2-wide')?.toNaive]
	].flatMap(([where, gain]) =>
		gain && typeof gain !== 'string' ? [`${interval(gain)} ${String(where)}`] : []
	);
	if (wide.length > 0)
		answers.push({
			question: 'Is it only that the first layer got wider?',
			answer: `No. Plain rounding repeated ten times, as wide as the learned word, gains ${wide.join(', and ')}.`
		});
	const distance = (study: StudySummary | null, where: string): string[] => {
		const of = (name: string): number | null => rowOf(study, name)?.quantileDistance ?? null;
		const [naive, learned, quantile] = [of('naive2'), of('pixel-embedding'), of('quantile-dither')];
		if (naive === null || learned === null || quantile === null) return [];
		return [
			`${where} a threshold is on average ${percent(learned)} of all pixels away from an even spread; plain rounding’s are ${percent(naive)} away, the quantile code’s ${percent(quantile)}`
		];
	};
	const distances = [...distance(bright, 'in bright light'), ...distance(dark, 'in the dark')];
	const far = [bright, dark].some((s) => (rowOf(s, 'pixel-embedding')?.quantileDistance ?? 0) > FAR);
	if (distances.length > 0)
		answers.push({
			question: 'How close to the data’s quantiles do the learned thresholds come?',
			answer:
				`${distances.join('; ')}.`.replace(/^./, (c) => c.toUpperCase()) +
				(far
					? ' It does not become the quantile code: a threshold that hardly any pixel meets is hardly ever moved.'
					: '')
		});
	return answers;
}
