/** What the figures of "One number, many bits" need of the recorded studies on materials. Read at build time. */
import { existsSync } from 'node:fs';
import { wordLengthOf } from '#lib/core/encoding.ts';
import { meanInterval } from '#lib/core/statistics.ts';
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

export function recordedCodes(): RecordedCodes {
	const dark = readRecordedStudy('materials-dark');
	const bright = existsSync('static/runs/study-materials-bright.json')
		? learnedTable(readRecordedStudy('materials-bright'), 'bright')
		: null;
	const accuracy = Object.fromEntries(
		ENCODINGS.map((encoding) => [
			encoding,
			meanInterval(dark.runs.filter((run) => run.encoding === encoding).map((run) => run.testAccuracy))
		])
	);
	return { dark: learnedTable(dark, 'dark'), bright, accuracy };
}
