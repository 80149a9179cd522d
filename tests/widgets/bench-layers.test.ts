import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INNER_LOOPS } from '#lib/engines/timing/loads.ts';
import { parseRecordedBench } from '#lib/run/parse-recorded-bench.ts';
import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { benchLayers, differenceOf, readingTime } from '#lib/widgets/bench-layers.ts';
import { benchNumbers } from '#lib/widgets/bench-numbers.ts';
import { FIRST_LAYER_KINDS, instructionsOf } from '#lib/widgets/first-layer-kinds.ts';
import { COURSE_NETWORK, EVERY_PIXEL, shareAtPeaks, shareOfWork } from '#lib/widgets/first-layer-share.ts';

const exactly = (us: number) => ({ median: us, low: us, high: us });

describe('parts of the network under the roofs', () => {
	const times: Record<string, number> = {
		'wasm.conv1.float': 10,
		'wasm.whole.allFloat': 200,
		'wasm.conv1.table': 5,
		'wasm.whole.table': 25
	};
	const layers = benchLayers((id) => (id in times ? exactly(times[id]) : null));
	const part = (id: string) => layers.find((layer) => layer.id === id)!;

	it('count every multiply-add once', () => {
		// 16 x 16 places, 32 outputs, 27 inputs; with words 270.
		expect(part('float-first').macs).toBe(16 * 16 * 32 * 27);
		expect(part('table').macs).toBe(16 * 16 * 32 * 270);
		expect(part('rest').macs + part('table').macs).toBe(6_350_848);
	});

	it('take the other layers’ time as a difference', () => {
		expect(part('rest').time.median).toBe(20);
		expect(part('rest').rate.median).toBeCloseTo(part('rest').macs / 20_000, 9);
	});

	it('leave out what has no time yet', () => {
		expect(benchLayers((id) => (id === 'wasm.conv1.table' ? exactly(5) : null)).map(({ id }) => id)).toEqual([
			'table'
		]);
	});

	it('make a difference’s interval rather too wide', () => {
		expect(differenceOf({ median: 20, low: 18, high: 26 }, { median: 5, low: 4, high: 7 })).toEqual({
			median: 15,
			low: 11,
			high: 22
		});
	});

	it('read 54 vectors and 27 addresses a position for the table', () => {
		expect(INNER_LOOPS.table.bytes).toBe(54 * 16 + 27 * 4);
		const peaks = { floatMacs: 1, signMacs: 1, readBytes: 100 };
		expect(readingTime(part('table'), peaks)).toBeCloseTo((256 * 972) / 100 / 1000, 9);
	});
});

describe('the first layer’s share', () => {
	it('is a twentieth of the work, and most of the time when the rest is fifteen times as fast', () => {
		expect(shareOfWork(COURSE_NETWORK)).toBeCloseTo(221_184 / 4_360_192, 12);
		const share = shareAtPeaks(COURSE_NETWORK, { floatMacs: 1, signMacs: 15 });
		expect(share).toBeCloseTo((15 * 221_184) / (15 * 221_184 + 4_139_008), 12);
	});

	it('is four times the work where every pixel is looked at', () => {
		expect(shareOfWork(EVERY_PIXEL)).toBeCloseTo((4 * 221_184) / (4 * 221_184 + 4_139_008), 12);
	});
});

describe('first layers as instructions', () => {
	it('a table adds bytes, sixteen outputs at once', () => {
		const table = FIRST_LAYER_KINDS.find(({ contestant }) => contestant === 'wasm.conv1.table')!;
		expect(instructionsOf(table)).toBe(27 / 16);
	});

	it('two bits take as much counting as thirty channels do: both fit into one word', () => {
		const [naive, words] = ['wasm.conv1.naive2', 'wasm.conv1.popcount'].map((id) =>
			FIRST_LAYER_KINDS.find(({ contestant }) => contestant === id)!
		);
		expect(naive.channels).toBe(3);
		expect(words.channels).toBe(30);
		expect(instructionsOf(naive)).toBe(instructionsOf(words));
	});
});

describe('numbers of the text', () => {
	it('all follow from the recorded file', () => {
		const numbers = benchNumbers(
			parseRecordedBench(JSON.parse(readFileSync('static/runs/bench-inference.json', 'utf8'))),
			ENGLISH_WORDS
		);
		expect(numbers['first-layer']).toBe('2.58 times (95% interval 2.24 to 2.88)');
		expect(numbers['work-share']).toBe('5.1%');
		if (process.env.SHOW) console.log(numbers);
		expect(Object.values(numbers).filter((text) => /NaN|Infinity|undefined/.test(text))).toEqual([]);
	});
});
