/** Where the parts of the network stand under the roofs: counts of the engine's loops, and times recorded or taken here. Pure. */
import { networkShape, archA } from '#lib/core/network.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { INNER_LOOPS, intensityOf, type LayerKernel } from '#lib/engines/timing/loads.ts';
import { later } from '#lib/language/language.ts';
import type { RecordedMedian } from '#lib/run/recorded-bench.ts';

export interface Peaks {
	readonly floatMacs: number;
	readonly signMacs: number;
	readonly readBytes: number;
}

export interface BenchLayer {
	readonly id: 'float-first' | 'all-float' | 'rest' | 'table';
	readonly kernel: LayerKernel;
	/** For running text. */
	readonly name: string;
	/** For the chart. */
	readonly label: string;
	/** For a small chart. */
	readonly short: string;
	/** Multiply-adds for one picture. */
	readonly macs: number;
	/** Multiply-adds for each byte that the inner loop loads. */
	readonly intensity: number;
	/** Microseconds a picture. */
	readonly time: RecordedMedian;
	/** Thousands of millions of multiply-adds a second. */
	readonly rate: RecordedMedian;
}

const macsOf = (encoding: string): { first: number; rest: number } => {
	const { convs, macs } = networkShape(archA(namedEncoding(encoding)));
	return { first: convs[0].macs, rest: macs - convs[0].macs };
};

const THOUSAND = 1000;

/** Rates are upside down: the longest time is the smallest rate. */
const rateOf = (macs: number, { median, low, high }: RecordedMedian): RecordedMedian => ({
	median: macs / median / THOUSAND,
	low: macs / high / THOUSAND,
	high: macs / low / THOUSAND
});

/** A difference of two medians; the intervals' ends are taken from each other the far way round, so that it is rather too wide. */
export const differenceOf = (a: RecordedMedian, b: RecordedMedian): RecordedMedian => ({
	median: a.median - b.median,
	low: a.low - b.high,
	high: a.high - b.low
});

/**
 * @param timeOf microseconds a picture of a contestant, or null where it has none yet
 * @returns what has a time; a difference that the noise made negative is left out
 */
export function benchLayers(timeOf: (id: string) => RecordedMedian | null): BenchLayer[] {
	const float = macsOf('float-first');
	const words = macsOf('pixel-embedding');
	const all = macsOf('all-float');
	const table = timeOf('wasm.conv1.table');
	const whole = timeOf('wasm.whole.table');
	const rows: (Pick<BenchLayer, 'id' | 'kernel' | 'name' | 'label' | 'short' | 'macs'> & {
		time: RecordedMedian | null;
	})[] = [
		{
			id: 'float-first',
			kernel: 'float',
			name: later('the float first layer'),
			label: later('float first layer'),
			short: later('float first'),
			macs: float.first,
			time: timeOf('wasm.conv1.float')
		},
		{
			id: 'all-float',
			kernel: 'float',
			name: later('the all-float network'),
			label: later('all-float network'),
			short: later('all float'),
			macs: all.first + all.rest,
			time: timeOf('wasm.whole.allFloat')
		},
		{
			id: 'rest',
			kernel: 'signs',
			name: later('the four other layers, low-bit'),
			label: later('the other four layers, low-bit'),
			short: later('the others'),
			macs: words.rest,
			time: table && whole && differenceOf(whole, table)
		},
		{
			id: 'table',
			kernel: 'table',
			name: later('the first layer as a table'),
			label: later('first layer as a table'),
			short: later('as a table'),
			macs: words.first,
			time: table
		}
	];
	return rows.flatMap(({ time, ...row }) => {
		if (!time || !(time.low > 0)) return [];
		const intensity = intensityOf(INNER_LOOPS[row.kernel]);
		return [{ ...row, intensity, time, rate: rateOf(row.macs, time) }];
	});
}

/** Microseconds that reading alone takes a part of the network, at the core's fastest. */
export const readingTime = ({ macs, intensity }: BenchLayer, { readBytes }: Peaks): number =>
	macs / intensity / readBytes / THOUSAND;

/** Which of the peaks a loop's multiply-adds have; null where it does none. */
export function arithmeticPeak(kernel: LayerKernel, peaks: Peaks): number | null {
	const { arithmetic } = INNER_LOOPS[kernel];
	switch (arithmetic) {
		case 'float':
			return peaks.floatMacs;
		case 'look-up':
			return peaks.signMacs;
		case 'additions':
			return null;
		default:
			return arithmetic satisfies never;
	}
}
