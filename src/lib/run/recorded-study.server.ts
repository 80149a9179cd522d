/** Reads recorded studies from static/runs while the site is built. Pages get what they draw of one, never the file. */
import { existsSync, readFileSync } from 'node:fs';
import { parseRecordedStudy } from './parse-recorded-study.ts';
import type { RecordedStudy } from './recorded-study.ts';

/** The study called `name`, such as "materials-dark", or null where none has been recorded. */
export function readRecordedStudy(name: string): RecordedStudy | null {
	const path = `static/runs/study-${name}.json`;
	if (!existsSync(path)) return null;
	return parseRecordedStudy(JSON.parse(readFileSync(path, 'utf8')));
}
