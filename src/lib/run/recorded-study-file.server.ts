/** A recorded study that a page cannot be made without. Where a page can do without it, recorded-study.server.ts is enough. */
import { readRecordedStudy as readIfRecorded } from './recorded-study.server.ts';
import type { RecordedStudy } from './recorded-study.ts';

/**
 * The study called `name`, such as materials-dark.
 * @throws Error when it has not been recorded
 */
export function readRecordedStudy(name: string): RecordedStudy {
	const study = readIfRecorded(name);
	if (!study)
		throw new Error(`static/runs/study-${name}.json is missing; npm run study -- --plan ${name} makes it`);
	return study;
}
