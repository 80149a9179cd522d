/**
 * What a recorded study says: means over seeds with intervals, differences seed by seed, and how close each table's thresholds
 * lie to the data's quantiles. Pure; the page on the studies, content/data and the README all print this.
 */
import {
	entryBits,
	fitEncoding,
	fixedTable,
	isTableEncoding,
	PIXEL_VALUES,
	wordLengthOf,
	type Encoding,
	type LevelTable
} from '#lib/core/encoding.ts';
import { quantileDistance, thresholdShares } from '#lib/core/quantile-distance.ts';
import { learnsTable } from '#lib/core/snapshot.ts';
import { meanInterval, pairedDifference, type Interval } from '#lib/core/statistics.ts';
import { decodeHistory } from '#lib/core/table-history.ts';
import type { RecordedStudy, StudyRun } from './recorded-study.ts';

export interface StudyRow {
	/** A key of the study's encodings. */
	readonly name: string;
	readonly encoding: Encoding;
	/** Bits that stand for one 8-bit colour component. */
	readonly bits: number;
	/** Test accuracy of each seed, fractions 0..1, in the order of the seeds. */
	readonly seeds: readonly number[];
	readonly accuracy: Interval;
	/** Difference to the float first layer of the same seed; null where the study has none, or this is it. */
	readonly toFloatFirst: Interval | null;
	/** Difference to the naive two-bit first layer of the same seed. */
	readonly toNaive: Interval | null;
	/** Distance of the thresholds to the quantiles of the training pictures, mean over seeds; null where there is no table. */
	readonly quantileDistance: number | null;
}

export interface StudySummary {
	readonly name: string;
	readonly title: string;
	readonly date: string;
	readonly codeVersion: string;
	readonly dataName: string;
	readonly steps: number;
	readonly seeds: readonly number[];
	readonly rows: readonly StudyRow[];
}

const bySeed = (runs: readonly StudyRun[]): Map<number, number> =>
	new Map(runs.map((run) => [run.seed, run.testAccuracy]));

/**
 * The table at the end of a run: learned, fitted to the study's histogram, or fixed.
 * @returns null where the first layer is float
 */
export function finalTable(study: RecordedStudy, run: StudyRun): LevelTable | null {
	const { encoding } = study.encodings[run.encoding];
	if (!isTableEncoding(encoding)) return null;
	if (!learnsTable(encoding)) return fixedTable(fitEncoding(encoding, () => study.histogram));
	const wordLength = wordLengthOf(encoding);
	const frames = decodeHistory(run.table, PIXEL_VALUES * wordLength);
	return { wordLength, bits: entryBits(encoding), levels: frames[frames.length - 1].levels };
}

/** Where the thresholds of a run's final table lie among the training pictures' values, 0..1 each, sorted. */
export function sharesOfRun(study: RecordedStudy, run: StudyRun): number[] {
	const table = finalTable(study, run);
	return table ? thresholdShares(table, study.histogram) : [];
}

function rowOf(study: RecordedStudy, name: string): StudyRow {
	const own = study.runs.filter((run) => run.encoding === name);
	const against = (other: string): Interval | null => {
		const others = study.runs.filter((run) => run.encoding === other);
		return name === other || others.length === 0 ? null : pairedDifference(bySeed(own), bySeed(others));
	};
	const { encoding } = study.encodings[name];
	const tables = own.flatMap((run) => finalTable(study, run) ?? []);
	const distances = tables.map((table) => quantileDistance(table, study.histogram));
	return {
		name,
		encoding,
		bits: wordLengthOf(encoding) * entryBits(encoding),
		seeds: own.map((run) => run.testAccuracy),
		accuracy: meanInterval(own.map((run) => run.testAccuracy)),
		toFloatFirst: against('float-first'),
		toNaive: against('naive2'),
		quantileDistance: distances.length > 0 ? distances.reduce((a, b) => a + b, 0) / distances.length : null
	};
}

/** Rows in the order of the study's encodings; those without runs are left out. */
export function summarize(study: RecordedStudy): StudySummary {
	const { name, title, date, codeVersion, dataName, config, runs } = study;
	const run = new Set(runs.map((r) => r.encoding));
	return {
		...{ name, title, date, codeVersion, dataName, steps: config.steps },
		seeds: [...new Set(runs.map((r) => r.seed))].sort((a, b) => a - b),
		rows: Object.keys(study.encodings)
			.filter((encoding) => run.has(encoding))
			.map((encoding) => rowOf(study, encoding))
	};
}

/** One word length and number of bits of a grid: what the learned table has over a fixed code of the same size. */
export interface GridDifference {
	readonly wordLength: number;
	readonly bits: number;
	/** Learned less dither, and less quantile dither, seed by seed; by how the learned table started. */
	readonly overDither: Interval;
	readonly overQuantile: Interval;
	readonly learned: Interval;
	readonly dither: Interval;
	readonly quantile: Interval;
}

/**
 * @param init from which the learned tables started
 * @returns one entry for each size of which the study has all three codes, in its order
 */
export function gridDifferences(study: RecordedStudy, init: 'linear' | 'dither'): GridDifference[] {
	const sizeOf = (e: Encoding): string => `${wordLengthOf(e)} ${entryBits(e)}`;
	const runsOf = (wanted: (e: Encoding) => boolean, size: string): StudyRun[] =>
		study.runs.filter(({ encoding: name }) => {
			const { encoding } = study.encodings[name];
			return wanted(encoding) && sizeOf(encoding) === size;
		});
	const sizes = new Set(
		Object.values(study.encodings)
			.filter(({ encoding }) => encoding.kind === 'pixel-embedding')
			.map(({ encoding }) => sizeOf(encoding))
	);
	return [...sizes].flatMap((size) => {
		const learned = bySeed(runsOf((e) => e.kind === 'pixel-embedding' && e.init === init, size));
		const dither = bySeed(runsOf((e) => e.kind === 'dither', size));
		const quantile = bySeed(runsOf((e) => e.kind === 'quantile-dither', size));
		if (learned.size === 0 || dither.size === 0 || quantile.size === 0) return [];
		const [wordLength, bits] = size.split(' ').map(Number);
		return [
			{
				wordLength,
				bits,
				overDither: pairedDifference(learned, dither),
				overQuantile: pairedDifference(learned, quantile),
				learned: meanInterval([...learned.values()]),
				dither: meanInterval([...dither.values()]),
				quantile: meanInterval([...quantile.values()])
			}
		];
	});
}
