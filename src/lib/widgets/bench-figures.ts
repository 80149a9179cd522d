/** The recorded timing that the figures of "Is it faster?" show first, handed over by the page when it is built. */
import { page } from '$app/state';
import type { Words } from '#lib/language/language.ts';
import type { RecordedBench, RecordedMedian } from '#lib/run/recorded-bench.ts';

/**
 * @throws TypeError on a page that was built without it
 */
export function recordedBench(): RecordedBench {
	const { figures } = page.data as { figures?: { bench?: RecordedBench } };
	if (!figures?.bench) throw new TypeError('this figure stands on a page that was built without its numbers');
	return figures.bench;
}

/**
 * Microseconds a picture of a contestant.
 * @throws RangeError when it was not timed
 */
export function recordedTime(id: string): RecordedMedian {
	const found = recordedBench().inference.times.find((row) => row.id === id);
	if (!found) throw new RangeError(`the recorded bench has no time of ${id}`);
	return found;
}

/**
 * How many times as long, by the names of contestants.ts.
 * @throws RangeError when it was not taken
 */
export function recordedRatio(name: string): RecordedMedian {
	const found = recordedBench().inference.ratios.find((row) => row.name === name);
	if (!found) throw new RangeError(`the recorded bench has no ratio ${name}`);
	return found;
}

/** Where and when, in words, for the line under a figure. */
export function benchWords({ t }: Words): string {
	const { date, processor, cores, browser, codeVersion, inference } = recordedBench();
	return t(
		'{date}, {browser}, {simd}, {cores} shared cores of an {processor} with other work on them, {pictures} pictures at a time, five fresh workers, code {codeVersion}',
		{ date, browser, simd: inference.simd, cores, processor, pictures: inference.pictures, codeVersion }
	);
}
