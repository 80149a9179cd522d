/** Reads recorded runs from static/runs while the site is built. The pages get them as data and never fetch them. */
import { existsSync, readFileSync } from 'node:fs';
import { parseRecordedRun } from './parse-recorded-run.ts';
import type { RecordedRun } from './recorded-run.ts';

/** The run called `name`, or null where none has been recorded. */
export function readRecordedRun(name: string): RecordedRun | null {
	const path = `static/runs/${name}.json`;
	if (!existsSync(path)) return null;
	return parseRecordedRun(JSON.parse(readFileSync(path, 'utf8')));
}
