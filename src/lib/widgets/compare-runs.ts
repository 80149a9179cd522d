/** Two runs side by side: which settings differ, and by how much their answers do. Pure. */
import { rightlyAlone, rowShares } from '#lib/core/confusion.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import { TABLE_SHARE } from '#lib/core/training-recipe.ts';
import { wordLengthOf } from '#lib/core/encoding.ts';
import { pairedShareDifference, type Interval } from '#lib/core/statistics.ts';
import type { RunView } from '#lib/run/run-view.ts';
import { encodingInWords, lightInWords } from './lab-choices.ts';

/** A run with the name by which it is chosen. */
export interface NamedRun {
	readonly id: string;
	readonly name: string;
	readonly view: RunView;
	/** Of the code that trained it; empty where it is not known. */
	readonly codeVersion: string;
}

export interface SettingRow {
	readonly name: string;
	readonly a: string;
	readonly b: string;
	readonly differs: boolean;
}

/** A config as rows of name and value, in the order of the lab's settings. */
function rowsOf({ encoding, data, ...rest }: TrainConfig): readonly (readonly [string, string])[] {
	const learns = encoding.kind === 'pixel-embedding';
	const ofTable = (text: string): string => (learns ? text : 'not used');
	return [
		['Encoding', encodingInWords(encoding)],
		['Table starts as', ofTable(learns ? encoding.init : '')],
		['Pictures', data.kind === 'materials' ? 'materials' : 'CIFAR-10'],
		['Light', data.kind === 'materials' ? lightInWords(data.light) : 'as in the files'],
		['Steps', String(rest.steps)],
		['Seed', String(rest.seed)],
		['Batch size', String(rest.batchSize)],
		['Learning rate', String(rest.learningRate)],
		['Table rate', ofTable(String(rest.tableLearningRate))],
		['Smoothing', ofTable(String(rest.tableSmoothing))],
		['Table learns for', ofTable(`${Math.round(100 * (rest.tableShare ?? TABLE_SHARE))}% of the run`)]
	];
}

export function settingRows(a: TrainConfig, b: TrainConfig): SettingRow[] {
	const others = rowsOf(b);
	return rowsOf(a).map(([name, value], i) => ({
		name,
		a: value,
		b: others[i][1],
		differs: value !== others[i][1] || (name === 'Encoding' && !sameCode(a, b))
	}));
}

/** Two custom tables may have one name. */
function sameCode({ encoding: a }: TrainConfig, { encoding: b }: TrainConfig): boolean {
	return a.kind !== 'custom' || b.kind !== 'custom' || a.digits === b.digits;
}

/** Whether both were asked about the same pictures, as far as the page can tell. */
export function sameTest(a: RunView, b: RunView): boolean {
	const [one, other] = [a.result?.answers, b.result?.answers];
	if (!one || !other || JSON.stringify(a.config.data) !== JSON.stringify(b.config.data)) return false;
	return (
		one.labels.length === other.labels.length && one.labels.every((label, i) => label === other.labels[i])
	);
}

/** How many more test pictures, as a share, B answers rightly than A; null where they were not asked the same. */
export function accuracyDifference(a: RunView, b: RunView): Interval | null {
	const [one, other] = [a.result?.answers, b.result?.answers];
	if (!one || !other || !sameTest(a, b)) return null;
	const { onlyA, onlyB } = rightlyAlone(one, other);
	return pairedShareDifference(onlyB, onlyA, one.labels.length);
}

/** B's row shares minus A's; null where the classes differ or a run has no end. */
export function confusionDifference(a: RunView, b: RunView): number[] | null {
	if (!a.result || !b.result || a.classNames.join() !== b.classNames.join()) return null;
	const of = ({ result, classNames }: RunView): number[] =>
		rowShares(result?.confusion ?? [], classNames.length);
	const before = of(a);
	return of(b).map((share, i) => share - before[i]);
}

/** The last table of a run: levels [256, wordLength]; null where it has none. */
export function lastTable({ frames, config }: RunView): { wordLength: number; levels: Uint8Array } | null {
	const last = frames[frames.length - 1];
	return last ? { wordLength: wordLengthOf(config.encoding), levels: last.levels } : null;
}
