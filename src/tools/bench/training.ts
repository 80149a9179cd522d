/** The training benchmark's page: three workers, their steps interleaved, so that a slow moment of the machine hits all. */
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { startTrainer } from '#lib/worker/client.ts';
import type { BenchReply, BenchRequest, Contestant } from './training.worker.ts';

export interface ContestantSamples {
	readonly contestant: Contestant;
	readonly renderer: string | null;
	readonly failure: string | null;
	/** Median milliseconds a step, one number a round. */
	readonly rounds: readonly number[];
	/** The first steps' losses: equal up to rounding where the arithmetic is the same. */
	readonly losses: readonly number[];
}

/** Steps of each contestant in one round: enough that one round is not one hiccup. */
const STEPS: Readonly<Record<Contestant, number>> = { ours: 12, stock: 1, webgl: 1 };
const WARM_UP: Readonly<Record<Contestant, number>> = { ours: 20, stock: 3, webgl: 2 };

class Racer {
	readonly contestant: Contestant;
	readonly rounds: number[] = [];
	readonly losses: number[] = [];
	renderer: string | null = null;
	failure: string | null = null;
	readonly #worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });

	constructor(contestant: Contestant) {
		this.contestant = contestant;
	}

	async start(): Promise<void> {
		const reply = await this.#ask({ type: 'start', contestant: this.contestant });
		if (reply.type === 'started') this.renderer = reply.renderer;
		await this.run(WARM_UP[this.contestant]);
		this.rounds.length = 0;
	}

	async run(count = STEPS[this.contestant]): Promise<void> {
		if (this.failure) return;
		const reply = await this.#ask({ type: 'steps', count });
		if (reply.type !== 'steps') return;
		this.losses.push(...reply.losses);
		this.rounds.push(reply.milliseconds.toSorted((a, b) => a - b)[count >> 1]);
	}

	samples(): ContestantSamples {
		const { contestant, renderer, failure, rounds, losses } = this;
		return { contestant, renderer, failure, rounds, losses: losses.slice(0, 3) };
	}

	stop(): void {
		this.#worker.terminate();
	}

	#ask(request: BenchRequest): Promise<BenchReply> {
		return new Promise((resolve) => {
			const settle = (reply: BenchReply): void => {
				if (reply.type === 'failed') this.failure = reply.reason;
				resolve(reply);
			};
			this.#worker.onmessage = ({ data }: MessageEvent<BenchReply>) => settle(data);
			this.#worker.onerror = (event) => settle({ type: 'failed', reason: event.message });
			this.#worker.postMessage(request);
		});
	}
}

/** Called by scripts/bench.mjs inside the browser. */
async function benchTraining(
	rounds: number,
	progress: (round: number) => void
): Promise<ContestantSamples[]> {
	const racers = (['ours', 'stock', 'webgl'] as const).map((contestant) => new Racer(contestant));
	for (const racer of racers) await racer.start();
	for (let round = 0; round < rounds; round++) {
		progress(round);
		for (const racer of racers) await racer.run();
	}
	for (const racer of racers) racer.stop();
	return racers.map((racer) => racer.samples());
}

/**
 * Milliseconds from asking for a run to hearing of its first step, in a fresh worker: start of the worker, of tfjs and of
 * the kernels, the first pictures, the step. The first of the samples also fetches the files.
 */
async function benchFirstStep(samples: number): Promise<number[]> {
	const config = defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 1 });
	const milliseconds: number[] = [];
	for (let i = 0; i < samples; i++) {
		const started = performance.now();
		await new Promise<void>((resolve, reject) => {
			const client = startTrainer((event) => {
				if (event.type !== 'progress') return;
				milliseconds.push(performance.now() - started);
				client.dispose();
				resolve();
			}, reject);
			client
				.request({ type: 'create', config, data: { kind: 'materials' }, backend: 'auto' })
				.then(() => client.request({ type: 'train' }))
				.catch(() => undefined);
		});
	}
	return milliseconds;
}

Object.assign(globalThis, { benchTraining, benchFirstStep });
