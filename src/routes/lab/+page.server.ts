import { readRecordedRun } from '#lib/run/recorded-file.server.ts';
import { recordedSampleImages } from '../recorded-samples.server.ts';

export function load() {
	const recorded = readRecordedRun('hero');
	return { recorded, images: recorded && recordedSampleImages(recorded) };
}
