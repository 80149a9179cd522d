import { describe, expect, it } from 'vitest';
import { startTiming, type TimingWorker } from '#lib/engines/timing/client.ts';
import { CONTESTANTS, NAMED_RATIOS, contestant } from '#lib/engines/timing/contestants.ts';
import { costOf } from '#lib/engines/timing/costs.ts';
import { compareInferences } from '#lib/engines/timing/exactness.ts';
import type { FromTiming, ToTiming } from '#lib/engines/timing/protocol.ts';
import { runTiming, type WorkMaker } from '#lib/engines/timing/timing-loop.ts';
import type { SamplingClock } from '#lib/engines/timing/sampling.ts';

/** Work whose repetition takes a fixed time on a clock that moves only then; it may lose its device now and then. */
class FakeWorld implements WorkMaker, SamplingClock {
	time = 0;
	readonly resolution = 0.005;
	made: string[] = [];
	disposed = 0;
	/** Ids whose next repetition fails, as often as they are listed. */
	losing: string[] = [];
	readonly ms: Readonly<Record<string, number>>;
	constructor(ms: Readonly<Record<string, number>>) {
		this.ms = ms;
	}

	now = (): number => this.time;
	breathe = (): Promise<void> => Promise.resolve();
	wasHidden = (): boolean => false;

	make(id: string): ReturnType<WorkMaker['make']> {
		const ms = this.ms[id];
		if (ms === undefined) return Promise.resolve({ missing: 'no such device' });
		this.made.push(id);
		return Promise.resolve({
			contains: `the work of ${id}`,
			repeat: (times: number) => {
				const at = this.losing.indexOf(id);
				if (at >= 0 && this.made.length > 2) {
					this.losing.splice(at, 1);
					return Promise.reject(new Error('the device was lost'));
				}
				this.time += ms * times;
				return Promise.resolve();
			},
			dispose: () => void this.disposed++
		});
	}
}

async function heard(world: FakeWorld, contestants: string[], rounds: number): Promise<FromTiming[]> {
	const messages: FromTiming[] = [];
	await runTiming({ contestants, rounds }, world, world, (message) => messages.push(message));
	return messages;
}

describe('a timing', () => {
	it('takes every contestant once a round, each round from another one on', async () => {
		const world = new FakeWorld({ a: 1, b: 2, c: 3 });
		const messages = await heard(world, ['a', 'b', 'c'], 3);
		const order = messages.flatMap((m) => (m.type === 'sample' ? [`${m.round}${m.contestant}`] : []));
		expect(order).toEqual(['0a', '0b', '0c', '1b', '1c', '1a', '2c', '2a', '2b']);
		const times = messages.flatMap((m) => (m.type === 'sample' && m.contestant === 'c' ? [m.ms] : []));
		times.forEach((ms) => expect(ms).toBeCloseTo(3, 9));
		expect(world.disposed).toBe(3);
	});

	it('says what is absent, and times the others', async () => {
		const messages = await heard(new FakeWorld({ a: 1 }), ['a', 'ghost'], 2);
		expect(messages).toContainEqual({ type: 'absent', contestant: 'ghost', reason: 'no such device' });
		expect(messages.filter((m) => m.type === 'sample')).toHaveLength(2);
	});

	it('drops the sample in which a device was lost, makes the engine anew, and goes on', async () => {
		const world = new FakeWorld({ a: 1, b: 2, c: 3 });
		world.losing = ['b'];
		const messages = await heard(world, ['a', 'c', 'b'], 3);
		expect(messages.filter((m) => m.type === 'dropped')).toEqual([]);
		// The first loss hit the warm-up, so b was absent from the start.
		expect(messages).toContainEqual({ type: 'absent', contestant: 'b', reason: 'the device was lost' });

		const second = new FakeWorld({ a: 1, b: 2 });
		const all: FromTiming[] = [];
		await runTiming({ contestants: ['a', 'b'], rounds: 3 }, second, second, (message) => {
			all.push(message);
			if (message.type === 'round' && message.round === 0) second.losing = ['b'];
			second.made.push('third');
		});
		expect(all.filter((m) => m.type === 'dropped')).toEqual([
			{ type: 'dropped', contestant: 'b', round: 1, reason: 'the device was lost' }
		]);
		expect(all.filter((m) => m.type === 'sample' && m.contestant === 'b')).toHaveLength(2);
		expect(second.made.filter((id) => id === 'b')).toHaveLength(2);
		expect(second.disposed).toBe(3);
	});

	it('gives a contestant up that fails three times in a row', async () => {
		const world = new FakeWorld({ a: 1, b: 2, c: 3 });
		const all: FromTiming[] = [];
		await runTiming({ contestants: ['a', 'b', 'c'], rounds: 6 }, world, world, (message) => {
			all.push(message);
			if (message.type === 'round' && message.round === 0) world.losing = ['b', 'b', 'b', 'b'];
			// A new engine warms up before it can fail again.
			if (message.type === 'dropped') world.losing = [];
			if (message.type === 'ready' && all.some((m) => m.type === 'dropped')) world.losing = ['b'];
		});
		expect(all.filter((m) => m.type === 'dropped')).toHaveLength(3);
		expect(all.filter((m) => m.type === 'absent')).toMatchObject([
			{ contestant: 'b', reason: 'given up after 3 failures in a row: the device was lost' }
		]);
		expect(all.filter((m) => m.type === 'sample' && m.contestant === 'a')).toHaveLength(6);
	});
});

describe('fresh workers', () => {
	class FakeWorker implements TimingWorker {
		static all: FakeWorker[] = [];
		heard: ToTiming[] = [];
		terminated = false;
		onmessage: TimingWorker['onmessage'] = null;
		onerror: TimingWorker['onerror'] = null;
		constructor() {
			FakeWorker.all.push(this);
		}
		postMessage(message: ToTiming): void {
			this.heard.push(message);
		}
		terminate(): void {
			this.terminated = true;
		}
		say(data: FromTiming): void {
			this.onmessage?.({ data } as MessageEvent<FromTiming>);
		}
	}

	const request = {
		contestants: ['a'],
		networks: { integer: {}, floatFirst: null, allFloat: null },
		pictures: new Uint8Array(0),
		rounds: 1,
		workers: 2
	};

	it('come one after the other; the first alone checks, and each is ended', async () => {
		FakeWorker.all = [];
		const messages: [string, number][] = [];
		const handle = startTiming(
			request,
			(m, worker) => messages.push([m.type, worker]),
			() => new FakeWorker()
		);
		handle.visibility(true);
		FakeWorker.all[0].say({ type: 'done' });
		await Promise.resolve();
		await Promise.resolve();
		expect(FakeWorker.all).toHaveLength(2);
		FakeWorker.all[1].say({ type: 'failed', reason: 'x' });
		await handle.ended;
		expect(messages).toEqual([
			['done', 0],
			['failed', 1]
		]);
		expect(FakeWorker.all.map((w) => w.terminated)).toEqual([true, true]);
		expect(FakeWorker.all.map((w) => w.heard.map((m) => (m.type === 'start' ? m.check : m.type)))).toEqual([
			[true, 'visibility'],
			[false, 'visibility']
		]);
	});

	it('end at once when stopped, and no further one begins', async () => {
		FakeWorker.all = [];
		const handle = startTiming(
			request,
			() => undefined,
			() => new FakeWorker()
		);
		handle.stop();
		await handle.ended;
		expect(FakeWorker.all.map((w) => w.terminated)).toEqual([true]);
	});
});

describe('contestants', () => {
	it('have names of their own, and every ratio is of contestants that exist', () => {
		expect(new Set(CONTESTANTS.map((c) => c.id)).size).toBe(CONTESTANTS.length);
		for (const { above, below } of NAMED_RATIOS)
			for (const id of [above, ...below]) expect(contestant(id)?.id).toBe(id);
	});

	it('have the costs of arch A: 6.35 million multiply-adds with words of ten, 10 kB of signs against 302 kB of floats', () => {
		const whole = costOf(contestant('wasm.whole.table')!);
		expect(whole.macs).toBe(6_350_848);
		// 1-bit weights alone, METHOD 5: 1080 + 1152 + 2304 + 4608 + 1280.
		expect(whole.weightBytes).toBe(10_424);
		expect(costOf(contestant('wasm.whole.allFloat')!).weightBytes).toBe(302_464);
		expect(costOf(contestant('wasm.conv1.float')!)).toEqual({
			macs: 16 * 16 * 32 * 27,
			weightBytes: 27 * 32 * 4,
			valueBytes: 3072
		});
	});
});

it('cells are counted one by one', () => {
	const inference = (logits: number[], levels: number[][]) => ({
		logits: Int32Array.from(logits),
		levels: levels.map((layer) => Uint8Array.from(layer))
	});
	expect(
		compareInferences(
			inference(
				[1, 2],
				[
					[0, 3],
					[1, 1]
				]
			),
			inference(
				[1, 5],
				[
					[0, 3],
					[1, 2]
				]
			)
		)
	).toEqual({ equal: 4, total: 6 });
});
