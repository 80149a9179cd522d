/** Faults of the timing workers: one that dies without a word is noticed, said, and followed by the next. */
import { describe, expect, it } from 'vitest';
import { startTiming, TIMING_PATIENCE_MS, type TimingWorker } from '#lib/engines/timing/client.ts';
import type { FromTimingWorker, ToTiming } from '#lib/engines/timing/protocol.ts';
import { SILENCE_MS, START_MS } from '#lib/run/watchdog.ts';
import { SpeedSession } from '#lib/widgets/speed-session.svelte.ts';
import { settled } from '../run/fake-worker.ts';
import { stillClock } from '../run/still-clock.ts';

class FakeWorker implements TimingWorker {
	readonly heard: ToTiming['type'][] = [];
	terminated = false;
	onmessage: TimingWorker['onmessage'] = null;
	onerror: TimingWorker['onerror'] = null;
	postMessage({ type }: ToTiming): void {
		this.heard.push(type);
	}
	terminate(): void {
		this.terminated = true;
	}
	say(data: FromTimingWorker): void {
		this.onmessage?.({ data } as MessageEvent<FromTimingWorker>);
	}
}

const CLOCK = { type: 'clock', resolutionMs: 0.005, isolated: true } as const;
const sample = (round: number) => ({ type: 'sample', contestant: 'a', round, ms: 1 }) as const;
const request = {
	contestants: ['wasm.whole.table'],
	networks: { integer: {}, floatFirst: null, allFloat: null },
	pictures: new Uint8Array(0),
	rounds: 2,
	workers: 2
};

function timing() {
	const workers: FakeWorker[] = [];
	const { clock, wait, watched } = stillClock();
	const open = (): FakeWorker => {
		workers.push(new FakeWorker());
		return workers[workers.length - 1];
	};
	const session = new SpeedSession((plan, hear) => startTiming(plan, hear, open, clock));
	const running = session.run(request, 64);
	return { session, running, workers, wait, watched };
}

describe('a timing worker that falls silent', () => {
	it('is asked, then ended; the next one goes on, and what was timed stays', async () => {
		const { session, running, workers, wait, watched } = timing();
		workers[0].say(CLOCK);
		workers[0].say(sample(0));
		wait(SILENCE_MS);
		expect(workers[0].heard).toEqual(['start', 'ping']);
		wait(TIMING_PATIENCE_MS);
		await settled();
		expect(workers[0].terminated).toBe(true);
		expect(session.message).toBe('it no longer answered');
		expect(session.samples.length).toBe(1);
		workers[1].say(CLOCK);
		workers[1].say(sample(0));
		workers[1].say({ type: 'done' });
		await running;
		expect([session.status, session.samples.length, watched()]).toEqual(['finished', 2, 0]);
	});

	it('can be timed again, and then says nothing of the last time', async () => {
		const { session, running, workers, wait } = timing();
		for (const index of [0, 1]) {
			wait(START_MS);
			await settled();
			expect(workers[index].terminated).toBe(true);
		}
		await running;
		expect([session.status, session.message]).toEqual(['finished', 'it did not start within a minute']);
		void session.run(request, 64);
		expect([session.status, session.message, workers.length]).toEqual(['running', '', 3]);
		session.stop();
	});

	it('is left alone while it answers between long samples', async () => {
		const { session, workers, wait } = timing();
		workers[0].say(CLOCK);
		for (let i = 0; i < 5; i++) {
			wait(SILENCE_MS + TIMING_PATIENCE_MS - 500);
			workers[0].say({ type: 'alive' });
		}
		expect(workers[0].terminated).toBe(false);
		expect([session.status, session.message]).toEqual(['running', '']);
		session.stop();
	});

	it('is watched no longer once it was stopped', () => {
		const { session, watched } = timing();
		expect(watched()).toBe(1);
		session.stop();
		expect(watched()).toBe(0);
	});
});
