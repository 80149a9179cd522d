/** The numbers of the recorded bench that the chapter's text names, as text. Each follows from the file, or from shapes and the file. */
import { wholeSpeedUp } from '#lib/core/amdahl.ts';
import { limitsAt } from '#lib/core/roofline.ts';
import type { Words } from '#lib/language/language.ts';
import type { RecordedBench, RecordedMedian } from '#lib/run/recorded-bench.ts';
import { arithmeticPeak, benchLayers, readingTime, type BenchLayer } from './bench-layers.ts';
import { COURSE_NETWORK, EVERY_PIXEL, shareAtPeaks, shareOfWork } from './first-layer-share.ts';

export function benchNumbers({ inference }: RecordedBench, { t, fixed, grouped }: Words) {
	const percent = (x: number, digits = 0): string => `${fixed(100 * x, digits)}%`;
	const times = (x: number): string => fixed(x, 2);
	const { peaks, ratios, exact } = inference;
	const find = (
		rows: readonly RecordedMedian[],
		found: RecordedMedian | undefined,
		what: string
	): RecordedMedian => {
		if (!found) throw new RangeError(`the recorded bench has ${rows.length} rows, and none is ${what}`);
		return found;
	};
	const ratio = (name: string): RecordedMedian =>
		find(
			ratios,
			ratios.find((r) => r.name === name),
			name
		);
	const timed = (id: string): RecordedMedian =>
		find(
			inference.times,
			inference.times.find((row) => row.id === id),
			id
		);
	const range = ({ median, low, high }: RecordedMedian): string =>
		t('{median} times (95% interval {low} to {high})', {
			median: times(median),
			low: times(low),
			high: times(high)
		});
	const us = (id: string): string => {
		const { median } = timed(id);
		return `${fixed(median, median < 10 ? 1 : 0)}\u00a0µs`;
	};
	const layers = benchLayers(timed);
	const layer = (id: BenchLayer['id']): BenchLayer => {
		const found = layers.find((each) => each.id === id);
		if (!found) throw new RangeError(`the recorded bench says nothing of ${id}`);
		return found;
	};
	/** How near a part comes to its roof. */
	const reached = (id: BenchLayer['id']): number => {
		const { kernel, intensity, rate } = layer(id);
		return rate.median / limitsAt(intensity, arithmeticPeak(kernel, peaks) ?? Infinity, peaks.readBytes).roof;
	};
	const first = ratio('wasm.conv1.float/embedding');
	const whole = ratio('wasm.whole.floatFirst/embedding');
	const timeShare = shareAtPeaks(COURSE_NETWORK, peaks);
	const everyShare = shareAtPeaks(EVERY_PIXEL, peaks);
	const table = layer('table');
	return {
		'first-layer': range(first),
		whole: range(whole),
		'whole-median': times(whole.median),
		'whole-low': times(whole.low),
		'all-float': range(ratio('wasm.whole.allFloat/embedding')),
		'webgl-whole': range(ratio('webgl.whole.floatFirst/embedding')),
		'table-time': us('wasm.conv1.table'),
		'float-time': us('wasm.conv1.float'),
		'popcount-time': us('wasm.conv1.popcount'),
		'whole-time': us('wasm.whole.table'),
		'all-float-time': us('wasm.whole.allFloat'),
		'webgl-time': us('webgl.whole.table'),
		'float-peak': fixed(peaks.floatMacs, 0),
		'sign-peak': fixed(peaks.signMacs, 0),
		'read-peak': fixed(peaks.readBytes, 0),
		'peak-ratio': fixed(peaks.signMacs / peaks.floatMacs, 0),
		'all-float-reached': percent(reached('all-float')),
		'float-first-reached': percent(reached('float-first')),
		'rest-reached': percent(reached('rest')),
		'table-reading': percent(readingTime(table, peaks) / table.time.median),
		'table-rate': fixed(table.rate.median, 0),
		'work-share': percent(shareOfWork(COURSE_NETWORK), 1),
		'time-share': percent(timeShare),
		'work-most': times(wholeSpeedUp(shareOfWork(COURSE_NETWORK), Infinity)),
		'time-most': times(wholeSpeedUp(timeShare, Infinity)),
		expected: times(wholeSpeedUp(timeShare, first.median)),
		'every-work': percent(shareOfWork(EVERY_PIXEL)),
		'every-time': percent(everyShare),
		'every-expected': times(wholeSpeedUp(everyShare, first.median)),
		cells: grouped(exact[0].total),
		engines: String(exact.length)
	} as const;
}

export type BenchNumberName = keyof ReturnType<typeof benchNumbers>;
