/** An opened file as the lab shows it: its network, what it says of itself, and what it has answered here. */
import type { TrainConfig } from '#lib/core/config.ts';
import { isTableEncoding } from '#lib/core/encoding.ts';
import { foldFloat, foldFloatFirst } from '#lib/core/float-network.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { integerShape } from '#lib/core/integer-network.ts';
import { ACTIVATION_STEP } from '#lib/core/quantize.ts';
import { networkShape } from '#lib/core/network.ts';
import { snapshotHash, type Snapshot } from '#lib/core/snapshot.ts';
import { keptView } from '#lib/run/kept-run.ts';
import type { RunData } from '#lib/run/run-options.ts';
import type { RunView, ShownResult } from '#lib/run/run-view.ts';
import { madePictures } from '../test-pictures.ts';
import { confusionOf, startMeasuring, type MeasureRequest, type Measured } from './measure.ts';
import type { OpenedFile } from './opened-file.ts';

/** The part of a run's view that a network alone can fill. */
export type NetworkView = Pick<RunView, 'samples' | 'classNames' | 'result' | 'evaluations'>;

/** A file that holds a network, in any of its forms. */
export type NetworkFile = Exclude<OpenedFile, { kind: 'receipt' }>;

/** Pictures of the test set that stand for it before it is measured. */
const SAMPLES = 12;

export class Opened {
	readonly file: NetworkFile;
	/** Every weight before rounding; null where only the integers are left. */
	readonly snapshot: Snapshot | null;
	/** Null where a layer is float. */
	readonly integers: IntegerNetwork | null;
	/** SHA-256 of the snapshot's file; null for packed integers, which have none. */
	readonly networkHash: string | null;
	/** The run that the network comes from; null where the file does not say. */
	readonly config: TrainConfig | null;
	/** What the file claims on its test set, as fractions 0..1; null where it claims nothing. */
	readonly claim: { readonly testAccuracy: number; readonly validationAccuracy: number } | null;

	/** The answers given here, and on which pictures; null before. */
	measured = $state.raw<(Measured & { readonly config: TrainConfig }) | null>(null);
	progress = $state.raw<{ readonly done: number; readonly of: number } | null>(null);
	measuring = $state(false);
	/** Why it could not be measured, for the reader; empty when it could. */
	fault = $state('');

	#stop: () => void = () => undefined;

	/** @throws RangeError when the snapshot has a table and cannot be folded */
	constructor(file: NetworkFile) {
		this.file = file;
		this.snapshot = snapshotOf(file);
		this.integers = integersOf(file, this.snapshot);
		this.networkHash = this.snapshot && snapshotHash(this.snapshot);
		this.config = file.kind === 'run' || file.kind === 'kept' ? file.run.config : null;
		this.claim = file.kind === 'run' || file.kind === 'kept' ? file.run.result : null;
	}

	get classes(): number {
		return this.integers?.classes ?? this.snapshot?.spec.classes ?? 0;
	}

	/** What Inside and Answers show of it. */
	readonly view: NetworkView = $derived.by(() => {
		const { measured, runView } = this;
		if (measured) return { ...measured, evaluations: [], result: this.#resultOf(measured) };
		if (runView?.samples) return runView;
		const bright: TrainConfig['data'] = { kind: 'materials', light: 1 };
		const data = this.config?.data ?? bright;
		const samples = this.classes === 10 ? firstMaterials(data) : null;
		return {
			samples,
			classNames: runView?.classNames ?? Array.from({ length: this.classes }, (_, i) => `class ${i}`),
			result: runView?.result ?? null,
			evaluations: []
		};
	});

	/** The whole run, where the file holds one. */
	readonly runView: RunView | null = $derived.by(() => {
		const { file, measured } = this;
		if (file.kind === 'kept') return keptView(file.run);
		if (file.kind !== 'run') return null;
		const { config, step, losses, evaluations, frames, classNames, result } = file.run;
		const said: ShownResult | null = result && {
			...result,
			step,
			snapshotHash: this.networkHash ?? '',
			answers: null
		};
		return {
			...{ config, step, losses, evaluations, frames, classNames, live: true },
			samples: measured?.samples ?? firstMaterials(config.data),
			result: measured ? this.#resultOf(measured) : said
		};
	});

	/**
	 * Let it answer all test pictures.
	 * @param config names the pictures
	 * @param fetch hands them out
	 */
	async measure(config: TrainConfig, fetch: (config: TrainConfig) => Promise<RunData>): Promise<void> {
		this.stop();
		this.measuring = true;
		this.fault = '';
		this.progress = null;
		try {
			const { message, transfer } = await fetch(config);
			const { data } = config;
			const request: MeasureRequest = {
				network: this.#runnable(),
				scale: this.#logitScale(),
				data: message,
				light: data.kind === 'materials' ? data.light : 1
			};
			await new Promise<void>((resolve) => {
				const stop = startMeasuring(request, transfer, (said) => {
					if (said.type === 'progress') {
						this.progress = said;
						return;
					}
					if (said.type === 'measured') this.measured = { ...said, config };
					else this.fault = said.reason;
					resolve();
				});
				this.#stop = () => {
					stop();
					resolve();
				};
			});
		} catch (cause) {
			this.fault = (cause as Error).message;
		}
		this.measuring = false;
	}

	/** Test pictures by their places, for what it was measured on; null where they cannot be had. */
	testPictures(indices: Uint32Array): RunView['samples'] {
		const data = this.measured?.config.data ?? this.config?.data;
		return data ? madePictures(data, indices) : null;
	}

	/** End a measurement without a result. */
	stop(): void {
		this.#stop();
		this.#stop = () => undefined;
	}

	#resultOf({ answers, classNames }: Measured): ShownResult {
		const right = answers.labels.reduce((sum, label, i) => sum + (label === answers.classes[i] ? 1 : 0), 0);
		return {
			step: this.snapshot?.step ?? 0,
			testAccuracy: right / Math.max(1, answers.labels.length),
			validationAccuracy: 0,
			confusion: confusionOf(answers, classNames.length),
			answers,
			snapshotHash: this.networkHash ?? ''
		};
	}

	#runnable(): MeasureRequest['network'] {
		if (this.integers) return this.integers;
		if (!this.snapshot) throw new TypeError('a file holds integers or a snapshot');
		return this.snapshot.spec.encoding.kind === 'all-float'
			? foldFloat(this.snapshot)
			: foldFloatFirst(this.snapshot);
	}

	/** A packed file leaves out the scale of the last layer, which no answer needs: it is then taken for 1. */
	#logitScale(): number {
		if (this.snapshot?.spec.encoding.kind === 'all-float') return 1;
		const { features } = this.snapshot
			? networkShape(this.snapshot.spec)
			: integerShape(this.integers as IntegerNetwork);
		return (ACTIVATION_STEP / Math.sqrt(features)) * Math.exp(this.snapshot?.logScale ?? 0);
	}
}

function snapshotOf(file: NetworkFile): Snapshot | null {
	switch (file.kind) {
		case 'integers':
			return null;
		case 'snapshot':
		case 'kept':
			return file.snapshot;
		case 'run':
			return file.run.network;
		default:
			return file satisfies never;
	}
}

function integersOf(file: NetworkFile, snapshot: Snapshot | null): IntegerNetwork | null {
	if (file.kind === 'integers') return file.network;
	return snapshot && isTableEncoding(snapshot.spec.encoding) ? foldNetwork(snapshot) : null;
}

const firstMaterials = (data: TrainConfig['data']): RunView['samples'] =>
	madePictures(
		data,
		Uint32Array.from({ length: SAMPLES }, (_, i) => i)
	);
