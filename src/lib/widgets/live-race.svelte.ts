/** One live race on this machine: what it costs, and its runs. */
import { later } from '#lib/language/language.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import type { RunCost } from '#lib/run/race-cost.ts';
import type { Lane } from '#lib/run/lane.svelte.ts';
import type { RaceSeries } from '#lib/run/race-series.svelte.ts';
import type { Entry } from './fair-race.ts';

export class LiveRace {
	/** Of this machine, whatever the race; null until measured. */
	cost = $state.raw<RunCost | null>(null);
	measuring = $state(false);
	entries = $state.raw<readonly Entry[]>([]);
	/** Why it could not be measured or started; null when nothing went wrong. */
	problem = $state.raw<{ readonly text: string; readonly reason: string } | null>(null);
	#series = $state.raw<RaceSeries | null>(null);
	/** Counts starts and stops: code that arrives late finds that it is no longer wanted. */
	#turn = 0;
	#abort: AbortController | null = null;

	get phase(): 'idle' | 'measuring' | 'running' | 'paused' | 'over' {
		if (this.measuring) return 'measuring';
		if (!this.#series) return 'idle';
		if (this.#series.over) return 'over';
		return this.#series.going ? 'running' : 'paused';
	}

	get lanes(): readonly Lane[] {
		return this.#series?.lanes ?? [];
	}

	/** Share of all steps that are done, 0..1. */
	get done(): number {
		const { lanes } = this;
		const shares = lanes.map(({ step, status, config }) =>
			status === 'failed' || status === 'diverged' ? 1 : step / config.steps
		);
		return shares.reduce((a, b) => a + b, 0) / Math.max(1, lanes.length);
	}

	/** @param config the most costly of the runs to come */
	async measure(config: TrainConfig, places: number): Promise<void> {
		this.stop();
		const turn = this.#turn;
		this.measuring = true;
		this.#abort = new AbortController();
		const { signal } = this.#abort;
		try {
			const { measureRunCost } = await import('#lib/run/race-cost.ts');
			const cost = await measureRunCost(config, places, { signal });
			if (turn === this.#turn) this.cost = cost;
		} catch (error) {
			if (turn === this.#turn) this.#report(later('The race could not be measured: {reason}'), error);
		}
		if (turn === this.#turn) this.measuring = false;
	}

	async start(entries: readonly Entry[], places: number): Promise<void> {
		this.stop();
		const turn = this.#turn;
		try {
			const { RaceSeries: Series } = await import('#lib/run/race-series.svelte.ts');
			if (turn !== this.#turn) return;
			this.entries = entries;
			this.#series = new Series({ configs: entries.map(({ config }) => config), places });
			this.#series.train();
		} catch (error) {
			this.#report(later('The race could not be started: {reason}'), error);
		}
	}

	pause(): void {
		this.#series?.pause();
	}

	goOn(): void {
		this.#series?.train();
	}

	/** End the workers and forget the runs; what was measured stays. */
	stop(): void {
		this.#turn++;
		this.#abort?.abort();
		this.#series?.dispose();
		this.#series = null;
		this.entries = [];
		this.measuring = false;
		this.problem = null;
	}

	#report(text: string, error: unknown): void {
		this.problem = { text, reason: error instanceof Error ? error.message : String(error) };
	}
}
