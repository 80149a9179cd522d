import { afterEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { Race } from '#lib/run/race.svelte.ts';
import { TURN_STEPS, nextTurns } from '#lib/run/turns.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, NO_ANSWERS, settled } from './fake-worker.ts';

describe('turns', () => {
	it('go to those who are farthest behind, in order where they are level', () => {
		const racers = [
			{ step: 20, state: 'waiting' },
			{ step: 10, state: 'waiting' },
			{ step: 10, state: 'waiting' },
			{ step: 0, state: 'out' }
		] as const;
		expect(nextTurns(racers, 2)).toEqual([1, 2]);
	});

	it('are not given where every place is taken', () => {
		const racers = [
			{ step: 0, state: 'running' },
			{ step: 0, state: 'waiting' }
		] as const;
		expect(nextTurns(racers, 1)).toEqual([]);
	});
});

describe('a race', () => {
	const workers: FakeWorker[] = [];
	const connect = (onEvent: never, onFailure: never): TrainerClient => {
		const worker = new FakeWorker();
		workers.push(worker);
		return new TrainerClient(worker, onEvent, onFailure);
	};
	afterEach(() => workers.splice(0));

	async function start(names: string[], places: number): Promise<Race> {
		const configs = names.map((name) => ({
			...defaultConfig(namedEncoding(name), { kind: 'materials', light: 1 }),
			steps: 30
		}));
		const race = new Race({ configs, places, connect: connect as never });
		void race.train();
		await settled();
		for (const worker of workers) await worker.answer({});
		return race;
	}
	/** The lane's worker takes its turn: the steps it was allowed, then a pause or the end. */
	async function takeTurn(worker: FakeWorker, step: number): Promise<void> {
		await worker.answer(null);
		worker.emit({ type: 'progress', step, losses: Array<number>(TURN_STEPS).fill(1), stepsPerSecond: 50 });
		if (step < 30) worker.emit({ type: 'paused', step });
		else
			worker.emit({
				type: 'finished',
				result: {
					step,
					testAccuracy: 0.5,
					validationAccuracy: 0.5,
					confusion: new Uint32Array(4),
					answers: NO_ANSWERS,
					snapshotHash: 'x'
				}
			});
		await settled();
	}
	const turnsOf = (worker: FakeWorker): number =>
		worker.received.filter(({ type }) => type === 'train').length;

	it('trains no more lanes at once than there are places, and lets none run ahead', async () => {
		const race = await start(['naive2', 'dither', 'float-first'], 2);
		expect(workers.map(turnsOf)).toEqual([1, 1, 0]);
		await takeTurn(workers[0], 10);
		expect(workers.map(turnsOf)).toEqual([1, 1, 1]);
		await takeTurn(workers[1], 10);
		expect(workers.map(turnsOf)).toEqual([2, 1, 1]);
		expect(race.lanes.map(({ step }) => step)).toEqual([10, 10, 0]);
	});

	it('ends when every lane is out, whether finished or lost with three workers in a row', async () => {
		const race = await start(['naive2', 'dither'], 2);
		for (const lost of [1, 2, 3]) {
			workers[lost].crash('no memory');
			await settled();
		}
		expect(workers.length).toBe(4);
		await takeTurn(workers[0], 10);
		await takeTurn(workers[0], 20);
		expect(race.going).toBe(true);
		await takeTurn(workers[0], 30);
		expect(race.going).toBe(false);
		expect(race.lanes.map(({ status }) => status)).toEqual(['finished', 'failed']);
		expect(race.lanes[1].message).toBe('no memory.');
		expect(race.lanes[0].losses.length).toBe(30);
	});

	it('gives no turn while paused and goes on where it stood', async () => {
		const race = await start(['naive2'], 1);
		race.pause();
		await takeTurn(workers[0], 10);
		expect(turnsOf(workers[0])).toBe(1);
		await race.train();
		expect(turnsOf(workers[0])).toBe(2);
	});

	it('ends every worker when it is disposed', async () => {
		const race = await start(['naive2', 'dither'], 2);
		race.dispose();
		expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
	});
});
