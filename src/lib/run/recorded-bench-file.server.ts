/** Reads a recorded timing from static/runs while the site is built. */
import { existsSync, readFileSync } from 'node:fs';
import { parseRecordedBench } from './parse-recorded-bench.ts';
import type { RecordedBench } from './recorded-bench.ts';

/**
 * The inference bench.
 * @throws Error when it has not been recorded
 */
export function readRecordedBench(): RecordedBench {
	const path = 'static/runs/bench-inference.json';
	if (!existsSync(path))
		throw new Error(`${path} is missing; npm run bench -- --only inference --out ${path} makes it`);
	return parseRecordedBench(JSON.parse(readFileSync(path, 'utf8')));
}
