/** What the page on the studies draws: summaries, threshold shares and grids, read while the site is built. */
import { readRecordedStudy } from '#lib/run/recorded-study.server.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';
import { gridDifferences, summarize } from '#lib/run/study-summary.ts';
import { thresholdRows } from '#lib/run/threshold-rows.ts';
import { answersOf } from './answers.ts';
import type { PageServerLoad } from './$types';

const ENCODINGS = ['materials-bright', 'materials-dark', 'cifar-10-bright', 'cifar-10-dark'];
const GRIDS = ['words-bright', 'words-dark'];
/** Tables whose thresholds are drawn, in this order; of the learned one, every seed. */
const DRAWN = ['naive2', 'dither', 'pixel-embedding', 'quantile-dither'];

function thresholdsOf(study: RecordedStudy) {
	const rows = thresholdRows(study, DRAWN).map(({ name, seed, shares, distance }) => {
		return { name, seed, shares, distance };
	});
	return { name: study.name, title: study.title, rows };
}

const present = (names: readonly string[]): RecordedStudy[] =>
	names.flatMap((name) => readRecordedStudy(name) ?? []);

/** Words of ten two-bit numbers: the learned table from its usual start against the two fixed ones. */
function pairsOf(study: RecordedStudy) {
	const ofTen = gridDifferences(study, 'linear').find(
		({ wordLength, bits }) => wordLength === 10 && bits === 2
	);
	return ofTen ? [[study.name, ofTen] as const] : [];
}

export const load: PageServerLoad = () => {
	const studies = present(ENCODINGS);
	const summaries = studies.map(summarize);
	const named = (name: string) => summaries.find((s) => s.name === name) ?? null;
	const dark = readRecordedStudy('words-dark');
	return {
		answers: answersOf({
			bright: named('materials-bright'),
			dark: named('materials-dark'),
			shortWords: dark ? gridDifferences(dark, 'dither') : [],
			pairs: Object.fromEntries(studies.flatMap(pairsOf))
		}),
		studies: summaries,
		thresholds: studies.filter(({ name }) => name.startsWith('materials')).map(thresholdsOf),
		grids: present(GRIDS).map((study) => ({
			name: study.name,
			title: study.title,
			fromNaive: gridDifferences(study, 'linear'),
			fromDither: gridDifferences(study, 'dither')
		}))
	};
};
