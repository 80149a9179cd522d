/**
 * What a run has shown so far: the part of it that is drawn. It takes in what a worker's events say, and knows nothing of workers.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import type { Checkpoint, Created, Evaluation, Event } from '#lib/worker/protocol.ts';
import { withFrame } from './frame-history.ts';
import { initialTable } from './initial-table.ts';
import type { RecordedRun } from './recorded-run.ts';
import { recordedEvaluations, recordedFrames, recordedResult } from './recorded-view.ts';
import type { RunStatus } from './run-options.ts';
import type { ShownResult } from './run-view.ts';
import type { Standing } from './standing.ts';

export class ShownRun {
	status = $state<RunStatus>('idle');
	config = $state.raw() as TrainConfig;
	/** Steps taken, as last heard. */
	step = $state(0);
	/** Training loss of every step so far. */
	losses = $state.raw<readonly number[]>([]);
	evaluations = $state.raw<readonly Evaluation[]>([]);
	frames = $state.raw<readonly TableFrame[]>([]);
	samples = $state.raw<Created['samples'] | null>(null);
	classNames = $state.raw<readonly string[]>([]);
	/** Pictures in each part of the data; null until a worker has said. */
	counts = $state.raw<{ train: number; validation: number; test: number } | null>(null);
	result = $state.raw<ShownResult | null>(null);
	stepsPerSecond = $state(0);

	/** Take in what events say of the training, in their order. */
	protected take(events: readonly Event[]): void {
		const losses = events.flatMap((event) => (event.type === 'progress' ? event.losses : []));
		if (losses.length > 0) this.losses = [...this.losses, ...losses];
		for (const event of events) this.#takeOne(event);
	}

	#takeOne(event: Event): void {
		switch (event.type) {
			case 'progress':
				this.step = event.step;
				this.stepsPerSecond = event.stepsPerSecond;
				return;
			case 'table':
				this.frames = withFrame(this.frames, event);
				return;
			case 'evaluation':
				this.evaluations = [
					...this.evaluations.filter((e) => e.step !== event.evaluation.step),
					event.evaluation
				];
				return;
			case 'finished':
				this.result = event.result;
				this.step = event.result.step;
				return;
			case 'diverged':
				this.step = event.step;
				return;
			case 'paused':
			case 'checkpoint':
			case 'lost':
				return;
			default:
				event satisfies never;
		}
	}

	/** What was shown up to a checkpoint. */
	protected standingAt(checkpoint: Checkpoint): Standing {
		const { step } = checkpoint;
		return {
			checkpoint,
			losses: this.losses.slice(0, step),
			evaluations: this.evaluations.filter((each) => each.step <= step),
			frames: this.frames.filter((each) => each.step <= step)
		};
	}

	/** Back to what was shown at a checkpoint. */
	protected standAgain({ checkpoint, losses, evaluations, frames }: Standing): void {
		this.losses = losses;
		this.evaluations = evaluations;
		this.frames = frames;
		this.step = checkpoint.step;
	}

	/** Nothing shown but the table that a run of this config starts from. */
	protected clear(status: 'idle' | 'preparing' | 'ready'): void {
		const table = initialTable(this.config.encoding);
		this.step = 0;
		this.losses = [];
		this.evaluations = [];
		this.frames = table ? [{ step: 0, levels: table.levels }] : [];
		this.result = null;
		this.stepsPerSecond = 0;
		this.status = status;
	}

	protected show(recorded: RecordedRun, samples: Created['samples'] | null): void {
		this.config = recorded.config;
		this.step = recorded.config.steps;
		this.losses = recorded.losses;
		this.evaluations = recordedEvaluations(recorded);
		this.frames = recordedFrames(recorded);
		this.samples = samples;
		this.classNames = recorded.classNames;
		this.result = recordedResult(recorded);
		this.status = 'recorded';
	}
}
