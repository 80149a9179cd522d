/** What the worker's loop needs of the train room. Types only, so that the loop itself never imports tfjs. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { PictureSource } from '#lib/data/picture-source.ts';
import type { Answers, Backend, Created } from './protocol.ts';

/** What the server needs of a trainer; `Trainer` of the train room fits. */
export interface ServedTrainer {
	readonly step: number;
	readonly finished: boolean;
	/** Pictures of the coming steps, in order. */
	upcoming(pictures: number): Uint32Array;
	advance(): Promise<number>;
	levels(): Promise<Uint8Array | null>;
	answers(
		split: 'test' | 'validation',
		indices: Uint32Array,
		pause?: () => Promise<void>
	): Promise<{ readonly classes: Uint8Array; readonly confidences: Float32Array }>;
	snapshot(): Promise<Snapshot>;
	/**
	 * Take a network's weights in place of the seed's, before the first step.
	 * @throws RangeError when they do not fit this network
	 */
	begin(start: Snapshot): void;
	/** State as bytes, for a checkpoint. */
	save(): Promise<ArrayBuffer>;
	load(state: ArrayBuffer): void;
	dispose(): void;
}

export type StartedBackend = Pick<Created, 'backend' | 'reason' | 'renderer'>;

export interface Trainers {
	/**
	 * Bring a backend up: the one that is wanted, or the one that suits this machine.
	 * @param onLost hears that the backend has gone for good, with a sentence for the reader
	 */
	start(
		wanted: Backend | 'auto',
		config: TrainConfig,
		pictures: PictureSource,
		onLost: (reason: string) => void
	): Promise<StartedBackend>;
	make(config: TrainConfig, pictures: PictureSource): ServedTrainer;
	/** Have pictures made ahead of time elsewhere, in this order; a no-op where that is impossible. */
	prefetch(pictures: PictureSource, config: TrainConfig, order: Uint32Array): void;
	memory(): Answers['memory'];
	/** Whether the error says that the loss stopped being a number. */
	isDivergence(error: unknown): boolean;
}
