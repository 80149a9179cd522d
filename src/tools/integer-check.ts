/** Folds a trained network to integers and compares its answers with those of the fake-quantized network. */
import { isTableEncoding } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { imageCount, imageSize, type Dataset } from '#lib/data/dataset.ts';
import { bestClasses, type Engine } from '#lib/engines/engine.ts';
import { reference } from '#lib/engines/reference.ts';
import type { ServedTrainer } from '#lib/worker/trainers.ts';

export interface IntegerCheck {
	/** Pictures with the same answer. */
	readonly equal: number;
	readonly total: number;
}

/** Pictures the reference engine takes at once; it is slow and simple, and holds every layer. */
const BATCH = 100;

/**
 * @param chosen the engine that answers; the reference is slow, and others equal it
 * @returns undefined where the first layer is float: such a network does not fold
 */
export async function checkIntegers(
	trainer: ServedTrainer,
	test: Dataset,
	chosen: Engine = reference
): Promise<IntegerCheck | undefined> {
	const snapshot = await trainer.snapshot();
	if (!isTableEncoding(snapshot.spec.encoding)) return undefined;
	const engine = await chosen.load(foldNetwork(snapshot));
	const total = imageCount(test);
	const { classes } = await trainer.answers(
		'test',
		Uint32Array.from({ length: total }, (_, i) => i)
	);
	const size = imageSize(test);
	let equal = 0;
	for (let start = 0; start < total; start += BATCH) {
		const pictures = test.images.subarray(start * size, (start + BATCH) * size);
		const { logits } = await engine.run(pictures, { levels: false });
		bestClasses(logits, test.classNames.length).forEach((best, i) => {
			if (best === classes[start + i]) equal++;
		});
	}
	engine.dispose();
	return { equal, total };
}
