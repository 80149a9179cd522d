import { readRecordedRun } from '#lib/run/recorded-file.server.ts';
import { recordedSampleImages } from './recorded-samples.server.ts';

export function load() {
	const hero = readRecordedRun('hero');
	return { hero, samples: hero && recordedSampleImages(hero) };
}
