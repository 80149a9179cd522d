/** What a timing has found so far, as the speed page shows it: follows the timing workers' messages and guesses nothing. */
import { contestant, type Platform } from '#lib/engines/timing/contestants.ts';
import { startTiming, type TimingHandle, type TimingRequest } from '#lib/engines/timing/client.ts';
import type { Peaks } from '#lib/engines/timing/peaks.ts';
import type { Exactness, FromTiming } from '#lib/engines/timing/protocol.ts';
import type { TimedSample } from '#lib/engines/timing/ratios.ts';

export type PlatformReport = Extract<FromTiming, { type: 'platform' }>;

export interface DroppedSample {
	readonly contestant: string;
	readonly reason: string;
}

export class SpeedSession {
	status = $state<'idle' | 'running' | 'finished' | 'stopped'>('idle');
	/** Ids of the contestants, in the order of the page's lists. */
	contestants = $state.raw<readonly string[]>([]);
	samples = $state.raw<readonly TimedSample[]>([]);
	dropped = $state.raw<readonly DroppedSample[]>([]);
	/** Why a contestant has no times, in words. */
	absent = $state.raw<Readonly<Record<string, string>>>({});
	exact = $state.raw<Readonly<Record<string, Exactness>>>({});
	contains = $state.raw<Readonly<Record<string, string>>>({});
	platforms = $state.raw<Readonly<Partial<Record<Platform, PlatformReport>>>>({});
	clock = $state.raw<{ resolutionMs: number; isolated: boolean } | null>(null);
	/** What one core can do at most, in thousands of millions a second. */
	peaks = $state.raw<Peaks | null>(null);
	/** Rounds that are through, of all workers. */
	rounds = $state(0);
	plannedRounds = $state(0);
	/** What is happening, in words. */
	doing = $state('');
	/** What went wrong with a whole worker; empty when nothing did. */
	message = $state('');
	/** Pictures in one repetition. */
	pictures = $state(0);
	#handle: TimingHandle | null = null;
	readonly #start: typeof startTiming;

	constructor(start: typeof startTiming = startTiming) {
		this.#start = start;
	}

	/** Begin anew; what was measured before is dropped. */
	async run(request: TimingRequest, pictures: number): Promise<void> {
		this.stop();
		this.contestants = request.contestants.filter((id) => contestant(id) !== null);
		this.samples = [];
		this.dropped = [];
		this.absent = {};
		this.exact = {};
		this.contains = {};
		this.platforms = {};
		this.clock = null;
		this.peaks = null;
		this.rounds = 0;
		this.plannedRounds = request.rounds * request.workers;
		this.message = '';
		this.pictures = pictures;
		this.status = 'running';
		this.doing = 'Comparing every engine with the reference…';
		const handle = this.#start(request, (message, worker) => this.#hear(message, worker, handle));
		this.#handle = handle;
		await handle.ended;
		if (this.#handle !== handle) return;
		this.#handle = null;
		if (this.status === 'running') this.status = 'finished';
		this.doing = '';
	}

	/** Whether the page is hidden now: what is timed meanwhile is thrown away. */
	visibility(hidden: boolean): void {
		this.#handle?.visibility(hidden);
	}

	stop(): void {
		const handle = this.#handle;
		this.#handle = null;
		handle?.stop();
		if (this.status === 'running') this.status = 'stopped';
		this.doing = '';
	}

	#hear(message: FromTiming, worker: number, from: TimingHandle): void {
		// The last worker's last words may come after a new session began.
		if (this.#handle && this.#handle !== from) return;
		switch (message.type) {
			case 'platform':
				this.platforms = { ...this.platforms, [message.platform]: message };
				return;
			case 'clock':
				this.clock = message;
				return;
			case 'peaks':
				this.peaks = message.peaks;
				return;
			case 'exact':
				this.exact = { ...this.exact, [message.contestant]: message.exactness };
				return;
			case 'ready':
				this.contains = { ...this.contains, [message.contestant]: message.contains };
				this.absent = Object.fromEntries(
					Object.entries(this.absent).filter(([id]) => id !== message.contestant)
				);
				this.doing = `Warming up, worker ${worker + 1}…`;
				return;
			case 'absent':
				this.absent = { ...this.absent, [message.contestant]: message.reason };
				return;
			case 'sample':
				this.doing = `Timing, worker ${worker + 1}, round ${message.round + 1}…`;
				this.samples = [
					...this.samples,
					{ id: message.contestant, worker, round: message.round, ms: message.ms }
				];
				return;
			case 'dropped':
				this.dropped = [...this.dropped, { contestant: message.contestant, reason: message.reason }];
				return;
			case 'round':
				this.rounds++;
				return;
			case 'failed':
				this.message = message.reason;
				return;
			case 'done':
				return;
			default:
				message satisfies never;
		}
	}
}
