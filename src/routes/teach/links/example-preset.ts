/** What the form of a class link starts with: as a teacher might want it for chapter 6. Every part can be changed. */
import type { Words } from '#lib/language/language.ts';
import { NO_PRESET, type ClassPreset } from '#lib/teach/preset.ts';

/** @param t puts title and task into the page's language; from then on they are the teacher's own words */
export const examplePreset = (t: Words['t']): ClassPreset => ({
	...NO_PRESET,
	title: t('Week 3: words in the dark'),
	task: t('Find the shortest word that still beats naive rounding.'),
	chapter: 'pixel-embedding',
	start: { ...NO_PRESET.start, light: 0, steps: 200 },
	rules: {
		light: 'locked',
		steps: 'locked',
		data: 'hidden',
		batchSize: 'hidden',
		learningRate: 'hidden',
		tableLearningRate: 'hidden',
		tableSmoothing: 'hidden',
		tableShare: 'hidden'
	},
	eachSeed: true
});
