/** Reads recorded first calls from static/runs while the site is built. */
import { readFileSync } from 'node:fs';
import { parseRecordedCalls } from './parse-recorded-calls.ts';
import type { RecordedCalls } from './recorded-calls.ts';

/** @throws Error when they have not been recorded */
export const readRecordedCalls = (): RecordedCalls =>
	parseRecordedCalls(JSON.parse(readFileSync('static/runs/first-calls.json', 'utf8')));
