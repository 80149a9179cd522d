/** A recorded run's evaluations and table history in the shape in which live ones come. Pure. */
import { PIXEL_VALUES, wordLengthOf } from '#lib/core/encoding.ts';
import { decodeHistory, type TableFrame } from '#lib/core/table-history.ts';
import type { Evaluation } from '#lib/worker/protocol.ts';
import { initialTable } from './initial-table.ts';
import type { RecordedRun } from './recorded-run.ts';
import type { RunView, ShownResult } from './run-view.ts';

export function recordedEvaluations({ evaluations }: RecordedRun): Evaluation[] {
	return evaluations.map((e) => ({
		step: e.step,
		correct: Math.round(e.accuracy * e.count),
		count: e.count,
		answers: Uint8Array.from(e.answers),
		confidences: Float32Array.from(e.confidences)
	}));
}

/** The table's frames; a table that does not learn has one, and a float first layer none. */
export function recordedFrames({ config, table }: RecordedRun): TableFrame[] {
	const frames = decodeHistory(table, PIXEL_VALUES * wordLengthOf(config.encoding));
	const last = frames[frames.length - 1];
	// A frame is recorded when the table has moved: after the last one it stood still to the end.
	if (last) return last.step < config.steps ? [...frames, { ...last, step: config.steps }] : frames;
	const fixed = initialTable(config.encoding);
	return fixed ? [{ step: 0, levels: fixed.levels }] : [];
}

/** A recorded run's end; it did not keep the answer to every test picture. */
export function recordedResult({ config, final }: RecordedRun): ShownResult {
	const { testAccuracy, validationAccuracy, confusion, snapshotHash } = final;
	return {
		...{ step: config.steps, testAccuracy, validationAccuracy, snapshotHash },
		confusion: Uint32Array.from(confusion),
		answers: null
	};
}

/** A recorded run as it is shown, but for its pictures, which its file does not hold. */
export function recordedView(recorded: RecordedRun): RunView {
	return {
		config: recorded.config,
		step: recorded.config.steps,
		losses: recorded.losses,
		evaluations: recordedEvaluations(recorded),
		frames: recordedFrames(recorded),
		samples: null,
		classNames: recorded.classNames,
		result: recordedResult(recorded),
		live: false
	};
}
