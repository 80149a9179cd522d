/** The runs of a live race: the recorded study's settings, with the reader's seeds and steps. */
import { LAYERS, type Entry, type RaceState } from './fair-race.ts';
import { racedLayer, type RacedStudy } from './race-figures.ts';

/** One run of a first layer, on the first seed unless another is named. */
export function entryOf(
	study: RacedStudy,
	name: string,
	{ first, steps }: Pick<RaceState, 'first' | 'steps'>,
	seed = first
): Entry {
	const { encoding, tableLearningRate } = racedLayer(study, name);
	return { name, config: { ...study.config, encoding, tableLearningRate, seed, steps } };
}

/** All runs, seed after seed, so that a race that is stopped early has compared its first layers on the same seeds. */
export function entriesOf(study: RacedStudy, state: RaceState): Entry[] {
	const names = state.layers.map((i) => LAYERS[i]);
	return Array.from({ length: state.live }, (_, i) => state.first + i).flatMap((seed) =>
		names.map((name) => entryOf(study, name, state, seed))
	);
}
