/** What the figures of "The race" need of the recorded studies. Read at build time. */
import { coverage } from '#lib/core/coverage.ts';
import { entryBits, wordLengthOf, type LevelTable } from '#lib/core/encoding.ts';
import { Random } from '#lib/core/random.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';
import { claimsToJudge, holdingBySize, oneSeedClaims, pairedVarianceRatio } from '#lib/run/study-claims.ts';
import { gridDifferences } from '#lib/run/study-summary.ts';
import { thresholdRows } from '#lib/run/threshold-rows.ts';
import type { EqualisedLight, Grid, RacedStudy, RaceFigures } from '#lib/widgets/race-figures.ts';

const MATERIALS = ['materials-bright', 'materials-dark'];
const STUDIES = [...MATERIALS, 'cifar-10-bright', 'cifar-10-dark'];
const CLAIMS_OF_EACH_KIND = 3;
/** In points of accuracy, as fractions. */
const SIZES = [0, 0.01, 0.02, 0.03, 0.05, 0.1, Infinity];
const MOST_SEEDS = 10;
const IMAGINED_STUDIES = 2000;
/** Tables whose thresholds are drawn; of the learned one, the first seed. */
const DRAWN = ['naive2', 'dither', 'pixel-embedding', 'quantile-dither'];

const lightOf = (name: string): 'bright' | 'dark' => (name.endsWith('-bright') ? 'bright' : 'dark');

function racedStudy(study: RecordedStudy): RacedStudy {
	const layers = Object.entries(study.encodings).flatMap(([name, { encoding, tableLearningRate }]) => {
		const results = study.runs
			.filter((run) => run.encoding === name)
			.map((run) => ({ seed: run.seed, test: run.testAccuracy, validation: run.validationAccuracy }));
		const bits = wordLengthOf(encoding) * entryBits(encoding);
		return results.length > 0 ? [{ name, bits, encoding, tableLearningRate, results }] : [];
	});
	return {
		name: study.name,
		light: lightOf(study.name),
		date: study.date,
		config: study.config,
		layers
	};
}

/** One value for each level that an entry moves from one pixel value to the next. */
function changesOf({ wordLength, levels }: LevelTable): number[] {
	const values: number[] = [];
	for (let i = wordLength; i < levels.length; i++) {
		const change = Math.abs(levels[i] - levels[i - wordLength]);
		for (let n = 0; n < change; n++) values.push(Math.floor(i / wordLength));
	}
	return values;
}

function equalised(study: RecordedStudy): EqualisedLight {
	const rows = thresholdRows(study, DRAWN);
	const meanDistance = (name: string): number => {
		const own = rows.filter((row) => row.name === name);
		return own.reduce((sum, { distance }) => sum + distance, 0) / own.length;
	};
	const firsts = rows.filter(({ name }, i) => rows.findIndex((row) => row.name === name) === i);
	return {
		light: lightOf(study.name),
		histogram: study.histogram,
		tables: firsts.map(({ name, table, distance }) => ({
			...{ name, distance },
			values: changesOf(table),
			meanDistance: meanDistance(name)
		})),
		seed: rows[0].seed,
		date: study.date
	};
}

const gridOf = (study: RecordedStudy): Grid => ({
	light: lightOf(study.name),
	date: study.date,
	seeds: new Set(study.runs.map(({ seed }) => seed)).size,
	fromNaive: gridDifferences(study, 'linear'),
	fromDither: gridDifferences(study, 'dither')
});

export function raceFigures(): RaceFigures {
	const studies = STUDIES.map(readRecordedStudy);
	const materials = studies.filter(({ name }) => MATERIALS.includes(name));
	const claims = materials.flatMap(oneSeedClaims);
	const random = Random.fromSeed(1);
	return {
		studies: studies.map(racedStudy),
		claims: claimsToJudge(claims, CLAIMS_OF_EACH_KIND),
		sizes: holdingBySize(claims, SIZES),
		pairing: Object.fromEntries(materials.map((study) => [study.name, pairedVarianceRatio(study)])),
		coverage: Array.from({ length: MOST_SEEDS - 1 }, (_, i) => ({
			seeds: i + 2,
			bootstrap: coverage(i + 2, 'bootstrap', IMAGINED_STUDIES, random),
			student: coverage(i + 2, 'student', IMAGINED_STUDIES, random)
		})),
		equalised: materials.map(equalised),
		grids: ['words-bright', 'words-dark'].map(readRecordedStudy).map(gridOf)
	};
}
