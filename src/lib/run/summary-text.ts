/** The studies' summary as text: data for content/, and the README's table. Pure. */
import type { Interval } from '#lib/core/statistics.ts';
import type { RecordedStudy } from './recorded-study.ts';
import { gridDifferences, summarize, type GridDifference, type StudyRow } from './study-summary.ts';

const rounded = (x: number): number => Number((100 * x).toFixed(2));
const short = ({ mean, low, high, count }: Interval) => ({
	mean: rounded(mean),
	low: rounded(low),
	high: rounded(high),
	seeds: count
});

function rowData({ name, bits, accuracy, toFloatFirst, toNaive, quantileDistance }: StudyRow) {
	return {
		name,
		bits,
		accuracy: short(accuracy),
		...(toFloatFirst ? { toFloatFirst: short(toFloatFirst) } : {}),
		...(toNaive ? { toNaive: short(toNaive) } : {}),
		...(quantileDistance === null ? {} : { quantileDistance: Number(quantileDistance.toFixed(3)) })
	};
}

const gridData = ({ wordLength, bits, ...intervals }: GridDifference) => ({
	wordLength,
	bits,
	learned: short(intervals.learned),
	dither: short(intervals.dither),
	quantile: short(intervals.quantile),
	overDither: short(intervals.overDither),
	overQuantile: short(intervals.overQuantile)
});

/**
 * Accuracies and differences in points of 100, each with its 95% interval.
 * @returns JSON, ending in a line break
 */
export function summaryData(studies: readonly RecordedStudy[]): string {
	const data = studies.map((study) => {
		const { rows, ...head } = summarize(study);
		return {
			...head,
			rows: rows.map(rowData),
			...(study.name.startsWith('words')
				? {
						fromNaive: gridDifferences(study, 'linear').map(gridData),
						fromDither: gridDifferences(study, 'dither').map(gridData)
					}
				: {})
		};
	});
	return `${JSON.stringify(data, null, '\t')}\n`;
}

const cell = ({ mean, low, high }: Interval): string =>
	`${(100 * mean).toFixed(1)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

const head = (cells: readonly string[]): string[] => [
	`| ${cells.join(' | ')} |`,
	`|${cells.map((_, i) => (i === 0 ? '---|' : '---:|')).join('')}`
];

function encodingTable(studies: readonly RecordedStudy[]): string[] {
	const columns = studies.map(summarize);
	const names = [...new Set(columns.flatMap(({ rows }) => rows.map((row) => row.name)))];
	return [
		...head([
			'first layer',
			...columns.map(
				({ name, steps, seeds }) => `${name}, ${steps.toLocaleString('en')} steps, ${seeds.length} seeds`
			)
		]),
		...names.map((name) => {
			const cells = columns.map(({ rows }) => {
				const row = rows.find((r) => r.name === name);
				return row ? cell(row.accuracy) : '';
			});
			return `| ${name} | ${cells.join(' | ')} |`;
		})
	];
}

function wordTable(study: RecordedStudy): string[] {
	const fromDither = gridDifferences(study, 'dither');
	return [
		...head(['word', 'dither', 'quantile dither', 'learned from naive', 'learned from dither']),
		...gridDifferences(study, 'linear').map((d) => {
			const other = fromDither.find((o) => o.wordLength === d.wordLength && o.bits === d.bits);
			const cells = [d.dither, d.quantile, d.learned, ...(other ? [other.learned] : [])].map(cell);
			return `| ${d.wordLength} × ${d.bits} bit | ${cells.join(' | ')} |`;
		})
	];
}

/** Test accuracies in percent with 95% intervals, as Markdown tables; the challenge's are on its own page. */
export function summaryTable(studies: readonly RecordedStudy[]): string {
	const grids = studies.filter(({ name }) => name.startsWith('words'));
	const lines = encodingTable(studies.filter(({ name }) => !/^(words|challenge)/.test(name)));
	for (const grid of grids) lines.push('', `${grid.title}`, '', ...wordTable(grid));
	return lines.join('\n');
}

const FROM = '<!-- studies: npm run study -- --summary -->';
const TO = '<!-- /studies -->';

/**
 * A text with the table between its marks replaced.
 * @throws RangeError when the marks are not both there, in their order
 */
export function withSummary(text: string, table: string): string {
	const from = text.indexOf(FROM);
	const to = text.indexOf(TO);
	if (from < 0 || to < from) throw new RangeError(`the text must hold ${FROM} and, after it, ${TO}`);
	return `${text.slice(0, from + FROM.length)}\n\n${table}\n\n${text.slice(to)}`;
}
