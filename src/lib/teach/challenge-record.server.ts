/** What the recorded study says of the naive layer, for pages that judge the challenge; read while the site is built. */
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { CHALLENGE, type NaiveRecord } from './challenge.ts';

const NAIVE = 'naive2';

/** @throws Error when the study is missing, or was made under another rule than the one that pages state */
export function naiveRecord(): NaiveRecord {
	const { config, dataHash, runs } = readRecordedStudy('challenge');
	const { data, steps, batchSize, learningRate } = config;
	if (
		data.kind !== 'materials' ||
		data.light !== CHALLENGE.light ||
		steps !== CHALLENGE.steps ||
		batchSize !== CHALLENGE.batchSize ||
		learningRate !== CHALLENGE.learningRate
	)
		throw new Error('the challenge study was made under another rule: npm run study -- --plan challenge');
	const accuracies = CHALLENGE.seeds.map((seed): readonly [number, number] => {
		const run = runs.find((each) => each.encoding === NAIVE && each.seed === seed);
		if (!run) throw new Error(`the challenge study has no run of ${NAIVE} with seed ${seed}`);
		return [seed, run.testAccuracy];
	});
	return { dataHash, accuracies };
}
