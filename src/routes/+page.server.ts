import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { readRecordedRun } from '#lib/run/recorded-file.server.ts';
import { recordedSampleImages } from './recorded-samples.server.ts';

export function load() {
	const hero = readRecordedRun('hero');
	return { chapters: LISTED_CHAPTERS, hero, samples: hero && recordedSampleImages(hero) };
}
