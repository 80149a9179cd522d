import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTESTANTS, NAMED_RATIOS } from '#lib/engines/timing/contestants.ts';
import { parseRecordedBench } from '#lib/run/parse-recorded-bench.ts';
import { parseRecordedCalls } from '#lib/run/parse-recorded-calls.ts';

const data = () => JSON.parse(readFileSync('static/runs/bench-inference.json', 'utf8'));

describe('the recorded bench', () => {
	const bench = parseRecordedBench(data());

	it('names contestants and ratios as the harness does', () => {
		const ids = CONTESTANTS.map(({ id }) => id);
		expect(bench.inference.times.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
		const names = NAMED_RATIOS.map(({ name }) => name);
		expect(bench.inference.ratios.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual(
			[]
		);
	});

	it('is refused when a median lies outside its interval', () => {
		const wrong = data();
		wrong.inference.times[0].low = wrong.inference.times[0].median + 1;
		expect(() => parseRecordedBench(wrong)).toThrow(
			/the median of wasm\.whole\.table must lie in its interval/
		);
	});

	it('is refused when an engine did not equal the reference', () => {
		const wrong = data();
		wrong.inference.exact[0].equal--;
		expect(() => parseRecordedBench(wrong)).toThrow(/got 98383 of 98384 for wasm\.whole\.table/);
	});

	it('is refused with a field missing, which is named', () => {
		const { inference, ...rest } = data();
		expect(() => parseRecordedBench({ ...rest, inference: { ...inference, peaks: undefined } })).toThrow(
			/recorded bench\.inference\.peaks/
		);
	});
});

describe('recorded first calls', () => {
	it('are read, and refused without a call', () => {
		const calls = JSON.parse(readFileSync('static/runs/first-calls.json', 'utf8'));
		expect(parseRecordedCalls(calls).wasm.calls.length).toBeGreaterThan(100);
		expect(() => parseRecordedCalls({ ...calls, wasm: { ...calls.wasm, calls: [] } })).toThrow(
			/recorded calls\.wasm\.calls/
		);
	});
});
