/** A recorded run as a table's history: what a page needs to show a table learning, and no more. Pure. */
import type { TrainConfig } from '#lib/core/config.ts';
import { PIXEL_VALUES, wordLengthOf, type TableInit } from '#lib/core/encoding.ts';
import { usualTableLearningRate } from '#lib/core/training-recipe.ts';
import { decodeHistory, type StoredFrame, type TableFrame } from '#lib/core/table-history.ts';

/** What a reader can choose about a table before it learns. */
export interface TableSettings {
	/** 0 dark, 1 bright. */
	readonly light: 0 | 1;
	readonly init: TableInit;
	readonly wordLength: number;
	readonly bits: 1 | 2;
	/** Whether the table's gradient is smoothed over neighbouring values. */
	readonly smooth: boolean;
	readonly seed: number;
}

export interface RecordedTableRun {
	readonly config: TrainConfig;
	readonly date: string;
	readonly testAccuracy: number;
	readonly snapshotHash: string;
	/** Fractions 0..1 of `count` test pictures on the way. */
	readonly evaluations: readonly {
		readonly step: number;
		readonly accuracy: number;
		readonly count: number;
	}[];
	readonly table: readonly StoredFrame[];
}

/** The seed whose history is recorded. */
export const RECORDED_SEED = 1;
/** As the recorded studies train. */
const STEPS = 1000;
const BATCH_SIZE = 32;
const LEARNING_RATE = 0.01;
const SMOOTHING = 8;

/** The run that the settings describe, as the recorded studies would train it. */
export function tableConfig({ light, init, wordLength, bits, smooth, seed }: TableSettings): TrainConfig {
	const encoding = { kind: 'pixel-embedding', bits, wordLength, init } as const;
	return {
		encoding,
		data: { kind: 'materials', light },
		seed,
		steps: STEPS,
		batchSize: BATCH_SIZE,
		learningRate: LEARNING_RATE,
		tableLearningRate: usualTableLearningRate(encoding),
		tableSmoothing: smooth ? SMOOTHING : 0
	};
}

/** The settings of a run, or null where it learns no table or was made in between dark and bright. */
export function settingsOfTable({ encoding, data, seed, tableSmoothing }: TrainConfig): TableSettings | null {
	if (encoding.kind !== 'pixel-embedding' || data.kind !== 'materials') return null;
	if (data.light !== 0 && data.light !== 1) return null;
	const { init, wordLength, bits } = encoding;
	return { light: data.light, init, wordLength, bits, smooth: tableSmoothing > 0, seed };
}

/** The file of a recorded history, without its ending: `dark-linear-10x2`. */
export function tableRunName({ light, init, wordLength, bits, smooth, seed }: TableSettings): string {
	const rough = smooth ? '' : '-unsmoothed';
	const other = seed === RECORDED_SEED ? '' : `-seed-${seed}`;
	return `${light === 0 ? 'dark' : 'bright'}-${init}-${wordLength}x${bits}${rough}${other}`;
}

/** The table's frames; it stands still from the last one to the run's end. */
export function framesOf({ config, table }: RecordedTableRun): TableFrame[] {
	const frames = decodeHistory(table, PIXEL_VALUES * wordLengthOf(config.encoding));
	const last = frames[frames.length - 1];
	return last.step < config.steps ? [...frames, { ...last, step: config.steps }] : frames;
}
