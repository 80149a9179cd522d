/** Trainers that train nothing, and count what is made of them: the loop's stand-in for the train room. */
import type { Snapshot } from '#lib/core/snapshot.ts';
import { archA } from '#lib/core/network.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import type { PictureSource } from '#lib/data/picture-source.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import type { ServedTrainer, Trainers } from '#lib/worker/trainers.ts';

class Explosion extends Error {}

const EMPTY_SNAPSHOT: Snapshot = {
	spec: {
		...archA(namedEncoding('naive2'), 2),
		convs: [{ outChannels: 1, stride: 2, pool: 1 }],
		height: 2,
		width: 2
	},
	step: 0,
	table: null,
	convs: [
		{
			weights: new Float32Array(27),
			gamma: new Float32Array(1),
			beta: new Float32Array(1),
			mean: new Float32Array(1),
			variance: new Float32Array(1)
		}
	],
	dense: new Float32Array(2),
	logScale: 0
};

export class FakeTrainers implements Trainers {
	made = 0;
	disposed = 0;
	/** What each trainer was to learn from. */
	readonly pictures: PictureSource[] = [];
	/** Steps of the networks that trainers began with. */
	readonly begun: number[] = [];
	/** The step whose loss is not a number, or that fails for another reason. */
	divergesAt = Infinity;
	breaksAt = Infinity;
	/** Awaited inside every step, so that a test can hold one. */
	hold: () => Promise<void> = () => Promise.resolve();

	start(): ReturnType<Trainers['start']> {
		return Promise.resolve({ backend: 'wasm', reason: 'a test', renderer: null });
	}

	make(config: TrainConfig, pictures: PictureSource): ServedTrainer {
		this.made++;
		this.pictures.push(pictures);
		// The trainer's methods are called on the trainer; what they count is counted here.
		// eslint-disable-next-line @typescript-eslint/no-this-alias
		const world = this;
		let step = 0;
		return {
			get step() {
				return step;
			},
			get finished() {
				return step >= config.steps;
			},
			upcoming: () => new Uint32Array(0),
			async advance() {
				await world.hold();
				if (step + 1 === world.divergesAt) throw new Explosion();
				if (step + 1 === world.breaksAt) throw new Error('the machine is on fire');
				step++;
				return step;
			},
			levels: () => Promise.resolve(Uint8Array.of(step & 3)),
			answers: (split, indices) =>
				Promise.resolve({
					// Right for every second picture.
					classes: Uint8Array.from(indices, (i) => (i % 2 ? 0 : pictures.splits[split].labels[i])),
					confidences: Float32Array.from(indices, () => 0.5)
				}),
			snapshot: () => Promise.resolve({ ...EMPTY_SNAPSHOT, step }),
			save: () => Promise.resolve(Uint8Array.of(step).buffer),
			load: (state) => {
				[step] = new Uint8Array(state);
			},
			begin: (start) => {
				world.begun.push(start.step);
			},
			dispose: () => {
				world.disposed++;
			}
		};
	}

	prefetch(): void {
		// Nothing to make ahead of time.
	}

	memory(): ReturnType<Trainers['memory']> {
		return { tensors: 1, bytes: 2, heapBytes: 3 };
	}

	isDivergence(error: unknown): boolean {
		return error instanceof Explosion;
	}
}
