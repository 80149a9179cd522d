/** A finished run as this browser keeps it, and the view of it. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import type { Backend, Evaluation, FinalResult, Samples } from '#lib/worker/protocol.ts';
import type { RunView } from './run-view.ts';

export interface KeptRun {
	readonly version: 1;
	/** Unique in this browser. */
	readonly id: string;
	/** The reader's own words, 1..MAX_NAME_LENGTH characters. */
	readonly name: string;
	/** When it finished, ISO 8601. */
	readonly date: string;
	/** Of the code that trained. */
	readonly codeVersion: string;
	readonly backend: Backend;
	readonly config: TrainConfig;
	readonly losses: Float32Array;
	readonly evaluations: readonly Evaluation[];
	readonly frames: readonly TableFrame[];
	readonly samples: Samples;
	readonly classNames: readonly string[];
	readonly result: FinalResult;
}

export const MAX_NAME_LENGTH = 120;

/** A finished run, to be kept; null while it has no end. */
export function keptRun(
	run: RunView & { readonly backend: { readonly backend: Backend } | null },
	about: Pick<KeptRun, 'id' | 'name' | 'date' | 'codeVersion'>
): KeptRun | null {
	const { result, backend, samples } = run;
	if (!result?.answers || !backend || !samples) return null;
	return {
		...about,
		version: 1,
		name: about.name.slice(0, MAX_NAME_LENGTH),
		backend: backend.backend,
		config: run.config,
		losses: Float32Array.from(run.losses),
		evaluations: run.evaluations,
		frames: run.frames,
		samples,
		classNames: run.classNames,
		result: { ...result, answers: result.answers }
	};
}

export function keptView(kept: KeptRun): RunView {
	return { ...kept, losses: Array.from(kept.losses), step: kept.result.step, live: true };
}
