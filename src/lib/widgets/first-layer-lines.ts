/** Recorded and live runs of the two first layers as a RaceChart's lines. Pure. */
import { pairedDifference, type Interval } from '#lib/core/statistics.ts';
import type { ChartPoint } from '#lib/figures/chart-series.ts';
import type { RaceLine } from '#lib/figures/race-lines.ts';
import { later, type Words } from '#lib/language/language.ts';
import { accuracyBySeed, curvesOf, meanAccuracies, type StudyExtract } from '#lib/run/study-curves.ts';

/** The two that race: what the study calls them, and what the chart does. */
export const RACERS = [
	{ encoding: 'float-first', look: 'first', name: later('float first layer') },
	{ encoding: 'naive2', look: 'second', name: later('2-bit input') }
] as const;

/** Steps of a live run, and what such a length is good for. */
export const LENGTHS = [
	{ steps: 300, note: later('a short look') },
	{ steps: 1000, note: later('as recorded') }
];

const pointsOf = (steps: readonly number[], accuracies: readonly number[]): ChartPoint[] =>
	accuracies.map((y, i) => ({ x: steps[i], y }));

/** Both racers of a study: a thin line for each seed, and the mean. */
export function recordedLines(study: StudyExtract, { t }: Words): RaceLine[] {
	return RACERS.map(({ encoding, look, name }) => {
		const curves = curvesOf(study, encoding);
		return {
			id: `recorded-${encoding}`,
			label: t(name),
			look,
			seeds: curves.runs.map(({ accuracies }) => pointsOf(study.steps, accuracies)),
			mean: pointsOf(study.steps, meanAccuracies(curves))
		};
	});
}

/** The mean of one racer of a study, to stand behind something else. */
export function ghostLine(study: StudyExtract, encoding: string, label: string): RaceLine {
	return {
		id: `ghost-${label}-${encoding}`,
		label,
		look: 'ghost',
		seeds: [],
		mean: pointsOf(study.steps, meanAccuracies(curvesOf(study, encoding)))
	};
}

/** What the reader drew, in percent at each step of `at`; every drawing starts at guessing. */
export function guessLine(
	at: readonly number[],
	percent: readonly number[],
	chance: number,
	{ t }: Words
): RaceLine {
	return {
		id: 'guess',
		label: t('your guess'),
		look: 'guess',
		seeds: [],
		mean: [{ x: 0, y: chance }, ...percent.map((p, i) => ({ x: at[i], y: p / 100 }))]
	};
}

/** A run on the reader's machine, as far as it is tested. */
export function liveLine(
	encoding: string,
	evaluations: readonly { readonly step: number; readonly correct: number; readonly count: number }[],
	{ t }: Words
): RaceLine {
	const racer = RACERS.find((each) => each.encoding === encoding);
	if (!racer) throw new RangeError(`"${encoding}" does not race here`);
	return {
		id: `live-${encoding}`,
		label: t(racer.name),
		look: racer.look,
		seeds: [],
		mean: evaluations.map(({ step, correct, count }) => ({ x: step, y: correct / count }))
	};
}

/** Mean accuracy of a first layer on the whole test set, over its seeds. */
export function meanOf(study: StudyExtract, encoding: string): number {
	const { runs } = curvesOf(study, encoding);
	return runs.reduce((sum, run) => sum + run.testAccuracy, 0) / runs.length;
}

/** How far the float first layer is ahead on the whole test set, seed by seed. */
export const gapOf = (study: StudyExtract): Interval =>
	pairedDifference(accuracyBySeed(curvesOf(study, 'float-first')), accuracyBySeed(curvesOf(study, 'naive2')));

export const CURVE_COLUMNS = ['light', 'first layer', 'seed', 'step', 'accuracy'];

/** Every recorded point of both racers, for a file. */
export const curveRows = (light: string, study: StudyExtract): (string | number)[][] =>
	RACERS.flatMap(({ encoding, name }) =>
		curvesOf(study, encoding).runs.flatMap((run) =>
			run.accuracies.map((accuracy, i) => [light, name, run.seed, study.steps[i], accuracy])
		)
	);
