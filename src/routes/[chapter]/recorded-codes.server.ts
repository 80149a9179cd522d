/** What the figures of "One number, many bits" need of the recorded studies on materials. Read at build time. */
import { wordLengthOf } from '#lib/core/encoding.ts';
import { meanInterval, type Interval } from '#lib/core/statistics.ts';
import { decodeHistory } from '#lib/core/table-history.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';
import type { Light, RecordedCodes, RecordedTable } from '#lib/widgets/recorded-codes.ts';

const LEARNED = 'pixel-embedding';
const ENCODINGS = [
	'naive2',
	'bit-planes',
	'thermometer',
	'dither',
	'quantile-dither',
	LEARNED,
	'float-first'
];

/** The last table of the study's first run that learned one. */
function learnedTable(study: RecordedStudy, light: Light): RecordedTable {
	const { encoding } = study.encodings[LEARNED];
	const run = study.runs.find((each) => each.encoding === LEARNED && each.table.length > 0);
	if (!run || encoding.kind !== 'pixel-embedding')
		throw new RangeError(`the study "${study.name}" holds no learned table`);
	const wordLength = wordLengthOf(encoding);
	const frames = decodeHistory(run.table, 256 * wordLength);
	return {
		digits: frames[frames.length - 1].levels.join(''),
		wordLength,
		bits: encoding.bits,
		light,
		seed: run.seed,
		steps: study.config.steps,
		date: study.date,
		testAccuracy: run.testAccuracy
	};
}

/** Mean test accuracies over the study's seeds. */
const accuraciesOf = (study: RecordedStudy): Record<string, Interval> =>
	Object.fromEntries(
		ENCODINGS.map((encoding) => [
			encoding,
			meanInterval(study.runs.filter((run) => run.encoding === encoding).map((run) => run.testAccuracy))
		])
	);

export function recordedCodes(): RecordedCodes {
	const dark = readRecordedStudy('materials-dark');
	const bright = readRecordedStudy('materials-bright');
	return {
		learned: { dark: learnedTable(dark, 'dark'), bright: learnedTable(bright, 'bright') },
		accuracy: { dark: accuraciesOf(dark), bright: accuraciesOf(bright) }
	};
}
