/** The numbers of the recorded bench that the chapter's text names, as text. Each follows from the file, or from shapes and the file. */
import { wholeSpeedUp } from '#lib/core/amdahl.ts';
import { limitsAt } from '#lib/core/roofline.ts';
import type { RecordedBench, RecordedMedian } from '#lib/run/recorded-bench.ts';
import { arithmeticPeak, benchLayers, readingTime, type BenchLayer } from './bench-layers.ts';
import { COURSE_NETWORK, EVERY_PIXEL, shareAtPeaks, shareOfWork } from './first-layer-share.ts';

const percent = (x: number, digits = 0): string => `${(100 * x).toFixed(digits)}%`;
const times = (x: number): string => x.toFixed(2);

export function benchNumbers({ inference }: RecordedBench) {
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
			inference.times.find((t) => t.id === id),
			id
		);
	const range = ({ median, low, high }: RecordedMedian): string =>
		`${times(median)} times (95% interval ${times(low)} to ${times(high)})`;
	const us = (id: string): string => {
		const { median } = timed(id);
		return `${median.toFixed(median < 10 ? 1 : 0)}\u00a0µs`;
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
		'float-peak': peaks.floatMacs.toFixed(0),
		'sign-peak': peaks.signMacs.toFixed(0),
		'read-peak': peaks.readBytes.toFixed(0),
		'peak-ratio': (peaks.signMacs / peaks.floatMacs).toFixed(0),
		'all-float-reached': percent(reached('all-float')),
		'float-first-reached': percent(reached('float-first')),
		'rest-reached': percent(reached('rest')),
		'table-reading': percent(readingTime(table, peaks) / table.time.median),
		'table-rate': table.rate.median.toFixed(0),
		'work-share': percent(shareOfWork(COURSE_NETWORK), 1),
		'time-share': percent(timeShare),
		'work-most': times(wholeSpeedUp(shareOfWork(COURSE_NETWORK), Infinity)),
		'time-most': times(wholeSpeedUp(timeShare, Infinity)),
		expected: times(wholeSpeedUp(timeShare, first.median)),
		'every-work': percent(shareOfWork(EVERY_PIXEL)),
		'every-time': percent(everyShare),
		'every-expected': times(wholeSpeedUp(everyShare, first.median)),
		cells: exact[0].total.toLocaleString('en'),
		engines: String(exact.length)
	} as const;
}

export type BenchNumberName = keyof ReturnType<typeof benchNumbers>;
