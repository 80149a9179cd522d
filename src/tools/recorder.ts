/** Runs one config through the page's own training loop and keeps everything it says, as a recorded run. */
import type { TrainConfig } from '#lib/core/config.ts';
import { encodeHistory, type TableFrame } from '#lib/core/table-history.ts';
import { dataHash } from '#lib/data/data-hash.ts';
import type { Splits } from '#lib/data/dataset.ts';
import type { RecordedEvaluation, RecordedRun } from '#lib/run/recorded-run.ts';
import type { Event, FromWorker, Request } from '#lib/worker/protocol.ts';
import { TrainServer } from '#lib/worker/server.ts';
import type { ServedTrainer, Trainers } from '#lib/worker/trainers.ts';

/** Where and by which code a run was made. */
export interface Provenance {
	readonly date: string;
	readonly codeVersion: string;
}

/** Frames kept of a whole run's table; more would cost kilobytes and show nothing. */
const MAX_FRAMES = 120;

const median = (x: readonly number[]): number => x.toSorted((a, b) => a - b)[x.length >> 1];

const round = (x: number, decimals: number): number => Number(x.toFixed(decimals));

/** Evenly chosen frames, at most `count`, the first and the last among them. */
export function thin(frames: readonly TableFrame[], count: number): TableFrame[] {
	if (frames.length <= count) return [...frames];
	return Array.from({ length: count }, (_, i) => frames[Math.round((i * (frames.length - 1)) / (count - 1))]);
}

/**
 * Milliseconds that a step seems to take. The loop reports by the clock, for a reader's sake; a recording must not depend on
 * how busy the machine was, so it runs on a clock of its own.
 */
const SEEMING_STEP_MS = 25;

/** The same trainers, with the true duration of every step noted in `durations` (milliseconds). */
function timed(trainers: Trainers, durations: number[], onMade: (trainer: ServedTrainer) => void): Trainers {
	return {
		...trainers,
		make(config, pictures) {
			const trainer = trainers.make(config, pictures);
			const advance = trainer.advance.bind(trainer);
			trainer.advance = async () => {
				const started = performance.now();
				const loss = await advance();
				durations.push(performance.now() - started);
				return loss;
			};
			onMade(trainer);
			return trainer;
		}
	};
}

/**
 * @param onProgress steps taken, now and then
 * @param onTrained is handed the trainer at the end, before it is let go
 * @param keep which frames of the table's history go into the recording
 * @throws Error when the run diverges or its backend is lost
 */
export async function recordRun(
	trainers: Trainers,
	config: TrainConfig,
	splits: Splits,
	{ date, codeVersion }: Provenance,
	onProgress: (step: number) => void,
	onTrained: (trainer: ServedTrainer) => Promise<void> = () => Promise.resolve(),
	keep: (frames: readonly TableFrame[]) => TableFrame[] = (frames) => thin(frames, MAX_FRAMES)
): Promise<RecordedRun> {
	const losses: number[] = [];
	const durations: number[] = [];
	const frames: TableFrame[] = [];
	const evaluations: RecordedEvaluation[] = [];
	let id = 0;
	let clock = 0;
	let trainer!: ServedTrainer;

	return new Promise<RecordedRun>((resolve, reject) => {
		const hear = (message: FromWorker): void => {
			if (message.type === 'reply') {
				if (!message.ok) reject(new Error(message.error));
			} else handle(message);
		};
		const handle = (event: Event): void => {
			switch (event.type) {
				case 'progress':
					losses.push(...event.losses.map((x) => round(x, 3)));
					onProgress(event.step);
					return;
				case 'table':
					// The loop shows the table when it stops, and again when the run is finished.
					if (frames[frames.length - 1]?.step !== event.step)
						frames.push({ step: event.step, levels: event.levels });
					return;
				case 'evaluation': {
					const { step, correct, count, answers, confidences } = event.evaluation;
					evaluations.push({
						step,
						accuracy: round(correct / count, 4),
						count,
						answers: Array.from(answers),
						confidences: Array.from(confidences, (x) => round(x, 2))
					});
					return;
				}
				case 'checkpoint':
				case 'paused':
					return;
				case 'diverged':
					reject(new Error(`the run diverged after step ${event.step}: ${event.advice}`));
					return;
				case 'lost':
					reject(new Error(`the run was lost: ${event.reason}`));
					return;
				case 'finished': {
					const { testAccuracy, validationAccuracy, confusion, snapshotHash } = event.result;
					const samples = evaluations[0].answers.map((_, i) => i);
					const recorded: RecordedRun = {
						format: 'awep-run',
						version: 1,
						config,
						date,
						codeVersion,
						backend: 'wasm',
						dataName: splits.train.name,
						dataHash: dataHash(splits.train),
						classNames: splits.train.classNames,
						losses,
						evaluations,
						table: config.encoding.kind === 'pixel-embedding' ? encodeHistory(keep(frames)) : [],
						samples: { indices: samples, labels: samples.map((i) => splits.test.labels[i]) },
						final: {
							testAccuracy,
							validationAccuracy,
							confusion: Array.from(confusion),
							snapshotHash,
							stepsPerSecond: round(1000 / median(durations), 1)
						}
					};
					onTrained(trainer).then(() => {
						trainer.dispose();
						resolve(recorded);
					}, reject);
					return;
				}
				default:
					event satisfies never;
			}
		};
		const server = new TrainServer(
			timed(trainers, durations, (made) => (trainer = made)),
			hear,
			() => {
				clock += SEEMING_STEP_MS;
				return new Promise((resume) => setImmediate(resume));
			},
			() => clock
		);
		const ask = (request: Request): Promise<void> => server.receive({ ...request, id: id++ });
		ask({ type: 'create', config, data: { kind: 'splits', splits }, backend: 'wasm' })
			.then(() => ask({ type: 'train' }))
			.catch(reject);
	});
}
