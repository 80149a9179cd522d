/** What the figures of "The first-layer problem" need of the recorded studies and of the materials. Read at build time. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { extractCurves } from '#lib/run/study-curves.ts';
import type { FirstLayerFigures } from '#lib/widgets/first-layer-figures.ts';
import { lostPictures, mostRight, oneOfEach } from '#lib/widgets/lost-pictures.ts';

const LAYERS = ['float-first', 'naive2', 'naive2-wide', 'naive1'];
const MATERIALS = 10;

export function firstLayerFigures(): FirstLayerFigures {
	const bright = lostPictures(1);
	const dark = lostPictures(0);
	const image = (index: number): Uint8Array => {
		const out = new Uint8Array(MATERIAL_IMAGE_SIZE);
		materialImage(dark.light, MATERIALS_SPLITS.test.seed, index, out, 0);
		return out;
	};
	return {
		bright: extractCurves(readRecordedStudy('materials-bright'), LAYERS),
		dark: extractCurves(readRecordedStudy('materials-dark'), LAYERS),
		lost: {
			count: dark.count,
			distinctBright: bright.distinct,
			distinctDark: dark.distinct,
			largest: dark.largest.length,
			mostRight: mostRight(dark.largest, MATERIALS),
			examples: oneOfEach(image, dark.largest, MATERIALS)
		},
		levels: { bright: bright.levels, dark: dark.levels }
	};
}
