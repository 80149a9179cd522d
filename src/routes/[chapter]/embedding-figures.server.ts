/** What the figures of "Pixel embedding" need of the recorded studies. Read at build time. */
import { readFileSync } from 'node:fs';
import type { Encoding, TableInit } from '#lib/core/encoding.ts';
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import { MATERIALS_HISTOGRAMS } from '#lib/data/materials-histograms.ts';
import { meanInterval, pairedDifference } from '#lib/core/statistics.ts';
import { parseRecordedLatents } from '#lib/run/recorded-latents.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';
import { finalTable } from '#lib/run/study-summary.ts';
import type {
	EmbeddingFigures,
	FinalTable,
	GreenPlane,
	Light,
	SeedAccuracies
} from '#lib/widgets/embedding-figures.ts';
import { colourOf, materialOf, testPicture } from '#lib/widgets/material-pictures.ts';
import { tableRuns } from '../table-runs.server.ts';

const FIRST = 'dark-linear-10x2';
const LEARNED = 'pixel-embedding';
const SHOWN = ['float-first', 'quantile-dither', LEARNED, 'pixel-embedding from dither', 'dither', 'naive2'];
const WORD_LENGTHS = [1, 2, 4, 8, 10, 16];
const LATENTS = 'static/runs/latents-materials-dark-pixel-embedding.json';

/**
 * Test pictures with structure whose dark green numbers all stay below 43, so that rounding makes each one flat; and, last, one
 * of which something is left.
 */
const PICTURES = [359, 363, 11, 24, 112, 375, 247, 0];
const BATCH = 32;
const GREEN = 1;

type Wanted = (encoding: Encoding) => boolean;

const learnedAs =
	(init: TableInit, wordLength: number, bits: 1 | 2): Wanted =>
	(e) =>
		e.kind === 'pixel-embedding' && e.init === init && e.wordLength === wordLength && e.bits === bits;

/** The study's own name of an encoding: names may change, what they stand for does not. */
function nameOf(study: RecordedStudy, wanted: Wanted): string {
	const found = Object.entries(study.encodings).find(([, { encoding }]) => wanted(encoding));
	if (!found) throw new RangeError(`the study "${study.name}" lacks an encoding that the chapter shows`);
	return found[0];
}

function accuraciesOf(study: RecordedStudy, name: string): SeedAccuracies {
	const runs = study.runs.filter(({ encoding }) => encoding === name).toSorted((a, b) => a.seed - b.seed);
	const seeds = runs.map(({ testAccuracy }) => testAccuracy);
	return { name, seeds, accuracy: meanInterval(seeds) };
}

/** The final table of a run with the study's smallest seed, or of the seed asked for. */
function tableOf(study: RecordedStudy, wanted: Wanted, seed = 1): FinalTable {
	const name = nameOf(study, wanted);
	const { encoding } = study.encodings[name];
	const run = study.runs.find((each) => each.encoding === name && each.seed === seed);
	const table = run && finalTable(study, run);
	if (!run || !table || encoding.kind !== 'pixel-embedding')
		throw new RangeError(`the study "${study.name}" holds no table of "${name}", seed ${seed}`);
	const light: Light =
		study.config.data.kind === 'materials' && study.config.data.light === 1 ? 'bright' : 'dark';
	return {
		...{
			study: study.name,
			light,
			init: encoding.init,
			wordLength: encoding.wordLength,
			bits: encoding.bits
		},
		...{ seed, digits: table.levels.join(''), testAccuracy: run.testAccuracy }
	};
}

const bySeed = (study: RecordedStudy): Map<number, number> =>
	new Map(
		study.runs
			.filter(({ encoding }) => encoding === LEARNED)
			.map(({ seed, testAccuracy }) => [seed, testAccuracy])
	);

function greenPlane(index: number): GreenPlane {
	const hex = (light: number): string =>
		Buffer.from(colourOf(testPicture(light, index), GREEN)).toString('hex');
	return { subject: materialOf(index), hex: { dark: hex(0), bright: hex(1) } };
}

function countsOf(bytes: Uint8Array): number[] {
	const counts = new Array<number>(256).fill(0);
	for (const value of bytes) counts[value]++;
	return counts;
}

/** The first training pictures in the dark: any batch does for a count. */
function batch(): Uint8Array {
	const images = new Uint8Array(BATCH * MATERIAL_IMAGE_SIZE);
	for (let i = 0; i < BATCH; i++)
		materialImage(0, MATERIALS_SPLITS.train.seed, i, images, i * MATERIAL_IMAGE_SIZE);
	return images;
}

export function embeddingFigures(): EmbeddingFigures {
	const runs = tableRuns();
	const first = runs.get(FIRST);
	if (!first) throw new Error(`no recorded run is called ${FIRST}`);
	const dark = readRecordedStudy('materials-dark');
	const bright = readRecordedStudy('materials-bright');
	const words = readRecordedStudy('words-dark');
	const brightWords = readRecordedStudy('words-bright');
	const rough = readRecordedStudy('unsmoothed-dark');
	const tens = learnedAs('linear', 10, 2);
	const ofLength = (bits: 1 | 2) => (wordLength: number) => ({
		wordLength,
		...accuraciesOf(words, nameOf(words, learnedAs('linear', wordLength, bits)))
	});
	return {
		histograms: MATERIALS_HISTOGRAMS,
		pictures: PICTURES.map(greenPlane),
		lookUps: { picture: countsOf(testPicture(0, PICTURES[0])), batch: countsOf(batch()) },
		first,
		histories: [...runs.keys()],
		latents: parseRecordedLatents(JSON.parse(readFileSync(LATENTS, 'utf8'))).thousandths,
		date: dark.date,
		accuracies: {
			dark: SHOWN.map((name) => accuraciesOf(dark, name)),
			bright: SHOWN.map((name) => accuraciesOf(bright, name))
		},
		oneBit: WORD_LENGTHS.map(ofLength(1)),
		twoBit: WORD_LENGTHS.map(ofLength(2)),
		unsmoothed: {
			difference: pairedDifference(bySeed(rough), bySeed(dark)),
			rough: tableOf(rough, tens),
			smooth: tableOf(dark, tens)
		},
		shown: { bright: tableOf(bright, tens), oneBit: tableOf(words, learnedAs('linear', 10, 1)) },
		asked: [
			tableOf(words, learnedAs('dither', 4, 2)),
			tableOf(words, learnedAs('linear', 8, 1)),
			tableOf(brightWords, learnedAs('linear', 8, 2))
		]
	};
}
