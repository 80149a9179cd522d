/** The board's tables as rows for a CSV file, one cell a value. Pure; the writer of the file guards cells against formulas. */
import { entryBits, wordLengthOf } from '#lib/core/encoding.ts';
import type { HeldReceipt, Pupil } from './board.ts';
import { STANDING_WORDS } from './challenge-words.ts';
import { judgeChallenge, type ChallengeRule, type NaiveRecord } from './challenge.ts';
import { courseScore, type ChapterParts } from './score.ts';

type Cell = string | number | null;
export interface CsvTable {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}

export function pupilTable(
	pupils: readonly Pupil[],
	parts: readonly ChapterParts[],
	rule: ChallengeRule,
	naive: NaiveRecord
): CsvTable {
	return {
		columns: [
			...[
				'pupil',
				'file',
				'exercise',
				'date',
				'code version',
				'questions right',
				'questions asked',
				'score percent'
			],
			...parts.flatMap(({ number }) => [
				`chapter ${number} sections read`,
				`chapter ${number} questions right`
			]),
			...['receipts', 'challenge', 'challenge mean lead points']
		],
		rows: pupils.map(({ label, path, handIn }) => {
			const score = courseScore(parts, handIn.progress);
			const [best] = judgeChallenge(handIn.receipts, rule, naive).attempts;
			return [
				...[label, path, handIn.exercise, handIn.date, handIn.codeVersion],
				...[score.passed, score.asked, score.percent],
				...score.chapters.flatMap(({ read, passed }) => [read, passed]),
				handIn.receipts.length,
				best ? STANDING_WORDS[best.standing] : '',
				best?.interval ? Number((100 * best.interval.mean).toFixed(2)) : null
			];
		})
	};
}

/** @param verdict in words what a replay said; empty before there was one */
export function receiptTable(
	held: readonly HeldReceipt[],
	verdict: (receipt: HeldReceipt) => string
): CsvTable {
	return {
		columns: [
			...['pupils', 'first layer', 'word length', 'bits', 'pictures', 'steps', 'seed', 'backend'],
			...['test accuracy', 'validation accuracy', 'pictures SHA-256', 'network SHA-256', 'replay']
		],
		rows: held.map((each) => {
			const { receipt, from } = each;
			const { encoding, steps, seed } = receipt.config;
			return [
				...[from.join('; '), encoding.kind, wordLengthOf(encoding), entryBits(encoding)],
				...[receipt.dataName, steps, seed, receipt.backend, receipt.testAccuracy, receipt.validationAccuracy],
				...[receipt.dataHash, receipt.snapshotHash, verdict(each)]
			];
		})
	};
}
