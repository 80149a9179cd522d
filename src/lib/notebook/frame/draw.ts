/**
 * The figures a cell can ask for. Each function checks what it is given and answers with a drawing; it appears when it is a cell's
 * last value or is given to `show`.
 */
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { topLevel } from '#lib/core/quantize.ts';
import { meanInterval } from '#lib/core/statistics.ts';
import { inspectLine } from '#lib/notebook/inspect.ts';
import { Drawing } from './drawing.ts';

/** Larger pictures, tables and lines would only be scaled down. */
const MAX_SIDE = 2048;
const MAX_ROWS = 500;
const MAX_COLUMNS = 40;
const MAX_LINES = 12;
const MAX_POINTS = 20_000;

/** A line: heights alone, at 0, 1, 2, ...; or places and heights. */
export type Line = ArrayLike<number> | { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

function finite(values: ArrayLike<number>, what: string): number[] {
	const all = Array.from(values, Number);
	if (all.length > MAX_POINTS)
		throw new RangeError(`${what} has at most ${MAX_POINTS} points, got ${all.length}`);
	const wrong = all.findIndex((x) => !Number.isFinite(x));
	if (wrong >= 0) throw new RangeError(`${what} holds finite numbers, got ${values[wrong]} at ${wrong}`);
	return all;
}

/**
 * A picture from its pixels.
 * @param pixels [height, width, 3] as red, green, blue, or [height, width] as grey; 0..255
 * @param size height and width in pixels; a square picture needs none
 */
function picture(
	pixels: ArrayLike<number>,
	{ height, width, title = '' }: { height?: number; width?: number; title?: string } = {}
): Drawing {
	if (pixels?.length === undefined)
		throw new TypeError(`pixels must be an array, got ${inspectLine(pixels)}`);
	const square = (count: number): number | undefined =>
		Number.isInteger(Math.sqrt(count)) ? Math.sqrt(count) : undefined;
	const side = square(pixels.length / 3) ?? square(pixels.length);
	const h = height ?? (width ? pixels.length / width / (pixels.length % (3 * width) === 0 ? 3 : 1) : side);
	const w = width ?? (height ? pixels.length / height / (pixels.length % (3 * height) === 0 ? 3 : 1) : side);
	if (!h || !w || !Number.isInteger(h) || !Number.isInteger(w) || h > MAX_SIDE || w > MAX_SIDE)
		throw new RangeError(
			`a picture is at most ${MAX_SIDE} x ${MAX_SIDE}; say { height, width } of these ${pixels.length} numbers`
		);
	const colours = pixels.length / (h * w);
	if (colours !== 3 && colours !== 1)
		throw new RangeError(
			`${h} x ${w} pixels are ${3 * h * w} numbers in colour or ${h * w} in grey, got ${pixels.length}`
		);
	const rgb = new Uint8ClampedArray(h * w * 3);
	for (let i = 0; i < rgb.length; i++) rgb[i] = pixels[colours === 3 ? i : Math.floor(i / 3)];
	return new Drawing({ kind: 'picture', title, height: h, width: w, pixels: new Uint8Array(rgb.buffer) });
}

/**
 * A table of 256 words in the colours of the levels: a column for every pixel value, a row for every entry of the word.
 * @param table { wordLength, bits, levels } as `core.fixedTable` and `run.table` give it
 * @param options a title, and how often each value occurs, [256], to be drawn above it
 */
function words(
	{ wordLength, bits, levels }: LevelTable,
	{
		title = 'A word for every value',
		counts = null
	}: { title?: string; counts?: ArrayLike<number> | null } = {}
): Drawing {
	if (levels?.length !== PIXEL_VALUES * wordLength)
		throw new RangeError(
			`words of ${wordLength} numbers for 256 values are ${256 * wordLength} levels, got ${levels?.length}`
		);
	const top = topLevel(bits);
	const wrong = Array.from(levels).findIndex(
		(level) => !(Number.isInteger(level) && level >= 0 && level <= top)
	);
	if (wrong >= 0)
		throw new RangeError(
			`a level of ${bits} bits is a whole number 0..${top}, got ${levels[wrong]} at ${wrong}`
		);
	if (counts && counts.length !== PIXEL_VALUES)
		throw new RangeError(`counts are 256 numbers, got ${counts.length}`);
	return new Drawing({
		kind: 'code',
		title,
		wordLength,
		bits,
		levels: Uint8Array.from(levels),
		counts: counts ? finite(counts, 'counts') : null
	});
}

/**
 * Lines over one axis, named at their ends.
 * @param lines from name to heights, or to { x, y }
 */
function lines(
	lines: Readonly<Record<string, Line>>,
	{ title = '', xLabel = '', yLabel = '' }: { title?: string; xLabel?: string; yLabel?: string } = {}
): Drawing {
	const named = Object.entries(lines ?? {});
	if (named.length === 0 || named.length > MAX_LINES)
		throw new RangeError(`a chart has 1 to ${MAX_LINES} lines, as { name: numbers }; got ${named.length}`);
	return new Drawing({
		kind: 'lines',
		title,
		xLabel,
		yLabel,
		lines: named.map(([label, line]) => {
			const ys = finite('y' in line ? line.y : line, label);
			const xs = 'x' in line ? finite(line.x, label) : ys.map((_, i) => i);
			if (xs.length !== ys.length)
				throw new RangeError(`${label} needs as many x as y, got ${xs.length} and ${ys.length}`);
			return { label, xs, ys };
		})
	});
}

/**
 * Rows as a table.
 * @param rows records with the same keys, or arrays
 */
function rows(rows: readonly object[], { title = '' }: { title?: string } = {}): Drawing {
	const all = Array.from(rows);
	const columns = [...new Set(all.slice(0, MAX_ROWS).flatMap((row) => Object.keys(row)))].slice(
		0,
		MAX_COLUMNS
	);
	return new Drawing({
		kind: 'rows',
		title,
		columns,
		rows: all
			.slice(0, MAX_ROWS)
			.map((row) => columns.map((key) => cellText((row as Record<string, unknown>)[key]))),
		more: Math.max(all.length - MAX_ROWS, 0)
	});
}

const cellText = (x: unknown): string => (x === undefined ? '' : inspectLine(x).slice(0, 200));

/**
 * Results of several seeds: a dot for each, the mean, and its 95% bootstrap interval.
 * @param results from name to fractions 0..1, one a seed
 */
function seeds(
	results: Readonly<Record<string, readonly number[]>>,
	{ title = '' }: { title?: string } = {}
): Drawing {
	const named = Object.entries(results ?? {});
	if (named.length === 0) throw new RangeError('say at least one row of results, as { name: [0.5, 0.6] }');
	return new Drawing({
		kind: 'intervals',
		title,
		rows: named.map(([label, values]) => {
			const checked = finite(values, label);
			if (checked.some((x) => x < 0 || x > 1)) throw new RangeError(`${label} must be fractions from 0 to 1`);
			const { mean, low, high } = meanInterval(checked);
			return { label, values: checked, mean, low, high };
		})
	});
}

export const draw = { picture, words, lines, rows, seeds };
