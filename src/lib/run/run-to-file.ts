/** A live run as the file that it goes on from. */
import type { RunFile } from './run-file.ts';
import type { Run } from './run.svelte.ts';

/**
 * @param run pauses where it trains: its state and its network are those of one step
 * @param codeVersion of the code that this page was made from
 * @param date YYYY-MM-DD
 * @returns null where no worker holds the run, or it refuses, which the run says
 */
export async function runFileOf(run: Run, codeVersion: string, date: string): Promise<RunFile | null> {
	const data = await run.fingerprint();
	await run.pause();
	const standing = await run.standing();
	const { backend, result, classNames } = run;
	if (!data || !standing || !backend) return null;
	const { checkpoint, ...shown } = standing;
	const { config, step, state } = checkpoint;
	return {
		...shown,
		...{ config, step, state, date, codeVersion, classNames },
		...{ backend: backend.backend, dataName: data.name, dataHash: data.hash },
		network: await run.snapshot(),
		result: result && {
			testAccuracy: result.testAccuracy,
			validationAccuracy: result.validationAccuracy,
			confusion: result.confusion
		}
	};
}
