/** The race of first layers: what its links carry, and results, recorded or live, as rows of differences. Pure. */
import type { TrainConfig } from '#lib/core/config.ts';
import { meanInterval } from '#lib/core/statistics.ts';
import { later, type Words } from '#lib/language/language.ts';
import type { Lane } from '#lib/run/lane.svelte.ts';
import { writeWidgetFragment, type Fields } from '#lib/run/widget-fragment.ts';
import { claimWords, evidenceOf, nameOf } from './claim-view.ts';

export const RACE_ID = 'fair-race';
export const MOST_LAYERS = 8;
export const STUDIES = ['materials-dark', 'materials-bright', 'cifar-10-dark', 'cifar-10-bright'] as const;
export type StudyName = (typeof STUDIES)[number];
export const STUDY_TITLES: Readonly<Record<StudyName, string>> = {
	'materials-dark': later('materials, dark'),
	'materials-bright': later('materials, bright'),
	'cifar-10-dark': later('CIFAR-10, dark'),
	'cifar-10-bright': later('CIFAR-10, bright')
};
/** Steps of a live run, and what such a length is good for. */
export const LENGTHS = [
	{ steps: 100, note: later('too short to tell much') },
	{ steps: 300, note: later('a short look') },
	{ steps: 1000, note: later('as recorded') }
] as const;
export const MOST_SEED = 4294967290;

/** Every first layer that can race, in the order of the studies. */
export const LAYERS = [
	'all-float',
	'float-first',
	'naive1',
	'naive2',
	'naive2-wide',
	'bit-planes',
	'thermometer',
	'dither',
	'quantile-dither',
	'pixel-embedding',
	'pixel-embedding from dither'
] as const;
/** Eight of them: what is learned, what is fixed, and what they are measured by. */
const USUAL = [1, 3, 4, 6, 7, 8, 9, 10];

export const RACE_FIELDS = {
	study: { kind: 'choice', choices: STUDIES },
	/** Indices into LAYERS. */
	layers: { kind: 'numbers', min: 0, max: LAYERS.length - 1, whole: true, atMost: MOST_LAYERS },
	reference: { kind: 'choice', choices: LAYERS },
	seeds: { kind: 'number', min: 1, max: 10, whole: true },
	live: { kind: 'number', min: 1, max: 10, whole: true },
	first: { kind: 'number', min: 0, max: MOST_SEED, whole: true },
	steps: { kind: 'number', min: 100, max: 1000, whole: true },
	close: { kind: 'flag' }
} as const satisfies Fields;

export interface RaceState {
	readonly study: StudyName;
	readonly layers: readonly number[];
	readonly reference: (typeof LAYERS)[number];
	/** Seeds counted of the recording. */
	readonly seeds: number;
	/** Seeds of a live race, and the first of them. */
	readonly live: number;
	readonly first: number;
	readonly steps: number;
	/** Whether the axis shows a few points around no difference alone. */
	readonly close: boolean;
}

export const RACE_START: RaceState = {
	study: 'materials-dark',
	layers: USUAL,
	reference: 'dither',
	seeds: 5,
	live: 2,
	first: 1,
	steps: 300,
	close: true
};

/** A link's fragment to a live race of a few named first layers. */
export function linkToRace(wanted: {
	study: string;
	layers: readonly string[];
	reference: string;
	first: number;
}): string {
	const isLayer = (name: string): name is RaceState['reference'] => LAYERS.some((layer) => layer === name);
	const study = STUDIES.find((name) => name === wanted.study) ?? RACE_START.study;
	const reference = isLayer(wanted.reference) ? wanted.reference : RACE_START.reference;
	return writeWidgetFragment(RACE_ID, RACE_FIELDS, {
		...RACE_START,
		...{ study, reference, first: wanted.first },
		layers: wanted.layers.filter(isLayer).map((name) => LAYERS.indexOf(name))
	});
}

/** Accuracies, fractions 0..1, by first layer and seed. */
export type Results = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** A run of a live race, and the name of its first layer. */
export interface Entry {
	readonly name: string;
	readonly config: TrainConfig;
}

/** Accuracies on the whole test set of the runs that have finished; lanes and entries go together. */
export function resultsOf(lanes: readonly Lane[], entries: readonly Entry[]): Results {
	const results = new Map<string, Map<number, number>>();
	lanes.forEach(({ config, result }, i) => {
		if (!result) return;
		const { name } = entries[i];
		const own = results.get(name) ?? new Map<number, number>();
		results.set(name, own.set(config.seed, result.testAccuracy));
	});
	return results;
}

/** Of the live runs on recorded seeds, how many name exactly as many test pictures as the record says. */
export function sameAsRecorded(live: Results, recorded: Results): { equal: number; total: number } {
	const pairs = [...live].flatMap(([name, own]) =>
		[...own].flatMap(([seed, accuracy]) => {
			const other = recorded.get(name)?.get(seed);
			return other === undefined ? [] : [accuracy === other];
		})
	);
	return { equal: pairs.filter(Boolean).length, total: pairs.length };
}

/** The runs of a live race as a board: a row a first layer, a cell a seed. */
export function boardOf(
	lanes: readonly Lane[],
	entries: readonly Entry[],
	names: readonly string[],
	seeds: readonly number[],
	words: Words
) {
	const { percent } = claimWords(words);
	return names.map((name) => ({
		name: words.t(nameOf(name)),
		cells: seeds.map((seed) => {
			const lane = lanes.find((_, i) => entries[i].name === name && entries[i].config.seed === seed);
			const failed = lane?.status === 'failed' || lane?.status === 'diverged';
			const text = lane?.result ? percent(lane.result.testAccuracy) : failed ? words.t('stopped') : '';
			return { done: lane ? lane.step / lane.config.steps : 0, text, failed };
		})
	}));
}

export interface StandingRow {
	readonly name: string;
	readonly label: string;
	readonly note: string;
	readonly values: readonly number[];
	readonly mean: number;
	readonly band: { readonly low: number; readonly high: number } | null;
	readonly bar: { readonly low: number; readonly high: number } | null;
	readonly main: boolean;
	readonly guess: number | null;
}

const isLearned = (name: string): boolean => name.startsWith('pixel-embedding');

/**
 * Differences to a reference on the seeds that both have.
 * @param names the rows, in order; the reference's own is left out
 * @param seeds those that count
 */
export function standings(
	results: Results,
	reference: string,
	names: readonly string[],
	seeds: readonly number[],
	words: Words
): StandingRow[] {
	const { t } = words;
	const { between, signed } = claimWords(words);
	const base = results.get(reference);
	return names
		.filter((name) => name !== reference)
		.map((name) => {
			const own = results.get(name);
			const differences = seeds.flatMap((seed) => {
				const [a, b] = [own?.get(seed), base?.get(seed)];
				return a === undefined || b === undefined ? [] : [a - b];
			});
			const evidence = evidenceOf(differences);
			const { mean, bar } = evidence;
			const note =
				differences.length === 0
					? t('no seed yet')
					: bar
						? `${signed(mean)} (${between(bar)})`
						: t('{mean}, one seed', { mean: signed(mean) });
			return { ...evidence, name, label: t(nameOf(name)), note, main: isLearned(name), guess: null };
		});
}

/** First layers by mean accuracy, best first; those without a result last, as they stood. */
export function byAccuracy(results: Results, names: readonly string[]): string[] {
	const meanOf = (name: string): number => {
		const values = [...(results.get(name)?.values() ?? [])];
		return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : -1;
	};
	return names.toSorted((a, b) => meanOf(b) - meanOf(a));
}

/** Mean accuracy of the reference and its interval, in words; a dash where it has no result. */
export function accuracyText(results: Results, name: string, seeds: readonly number[], words: Words): string {
	const values = seeds.flatMap((seed) => results.get(name)?.get(seed) ?? []);
	return values.length > 0 ? claimWords(words).percent(meanInterval(values).mean) : '–';
}

/** Points to either side of a close-up. */
const CLOSE = 8;

/** An axis of points that holds every seed of every row, or a close-up. */
export function pointsAxis(rows: readonly StandingRow[], close: boolean): readonly [number, number] {
	if (close) return [-CLOSE, CLOSE];
	const values = rows.flatMap((row) => row.values);
	return [Math.floor(Math.min(-CLOSE, ...values) - 1), Math.ceil(Math.max(CLOSE, ...values) + 1)];
}
