/** What the naive layer reached, to be beaten, and how the recorded codes of few bits fare under the rule; read while the site is built. */
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { configOfRun } from '#lib/run/recorded-study.ts';
import { naiveRecord } from '#lib/teach/challenge-record.server.ts';
import { CHALLENGE, judgeChallenge, wordBitsOf } from '#lib/teach/challenge.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	const study = readRecordedStudy('challenge');
	const { date, codeVersion, dataName, dataHash } = study;
	const naive = naiveRecord();
	const receipts = study.runs.map((run): Receipt => ({
		...{ format: 'awep-receipt', version: 1, date, codeVersion, backend: 'wasm', dataName, dataHash },
		config: configOfRun(study, run),
		snapshotHash: run.snapshotHash,
		testAccuracy: run.testAccuracy,
		validationAccuracy: run.validationAccuracy
	}));
	// Under no limit: a class may set another one than the rule.
	const codes = judgeChallenge(receipts, { ...CHALLENGE, wordBits: Infinity }, naive).attempts.map(
		({ config, standing }) => ({ bits: wordBitsOf(config.encoding), reached: standing === 'reached' })
	);
	const evenCut = study.runs.filter(({ encoding }) => encoding === 'naive1');
	return {
		naive,
		recorded: { date, codeVersion, dataName },
		codes,
		evenCut: evenCut.reduce((sum, { testAccuracy }) => sum + testAccuracy, 0) / evenCut.length
	};
};
