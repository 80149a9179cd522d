import { beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { materialDataset } from '#lib/data/materials.ts';
import type { Answers, Event, FromWorker, Request, RequestType } from '#lib/worker/protocol.ts';
import { TrainServer } from '#lib/worker/server.ts';
import { FakeTrainers } from './fake-trainers.ts';

const small = materialDataset({ light: 1, seed: 1, count: 20 });
const splits = { train: small, validation: small, test: small };
const config = { ...defaultConfig(namedEncoding('naive2'), { kind: 'cifar-10' } as const), steps: 40 };
const CREATE: Request = { type: 'create', config, data: { kind: 'splits', splits }, backend: 'wasm' };

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let trainers: FakeTrainers;
let events: Event[];
let replies: FromWorker[];
let server: TrainServer;
let now: number;
let id: number;

beforeEach(() => {
	trainers = new FakeTrainers();
	events = [];
	replies = [];
	now = 0;
	id = 0;
	const post = (message: FromWorker): number =>
		message.type === 'reply' ? replies.push(message) : events.push(message);
	// Every step seems to take 30 ms, so that a report comes every fourth.
	const breathe = (): Promise<void> => {
		now += 30;
		return turn();
	};
	server = new TrainServer(trainers, post, breathe, () => now);
});

async function ask<T extends RequestType>(request: Extract<Request, { type: T }>): Promise<Answers[T]> {
	await server.receive({ ...request, id: ++id });
	const reply = replies.at(-1);
	if (reply?.type !== 'reply' || reply.id !== id) throw new Error('no reply');
	if (!reply.ok) throw new Error(reply.error);
	return reply.answer as Answers[T];
}
async function until(type: Event['type']): Promise<Event> {
	for (let i = 0; i < 500; i++) {
		const event = events.find((e) => e.type === type);
		if (event) return event;
		await turn();
	}
	throw new Error(`no ${type} event`);
}
const losses = (): number[] => events.flatMap((e) => (e.type === 'progress' ? [...e.losses] : []));

describe('the training loop', () => {
	it('tells every loss once and in order, evaluates on the way, and ends with the whole test set', async () => {
		await ask(CREATE);
		await ask({ type: 'train' });
		const finished = await until('finished');
		expect(losses()).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
		const steps = events.flatMap((e) => (e.type === 'evaluation' ? [e.evaluation.step] : []));
		expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => 2 * (i + 1)));
		if (finished.type !== 'finished') throw new Error('narrowing');
		expect(finished.result.confusion.reduce((a, b) => a + b, 0)).toBe(20);
		// Even pictures are right, and of the odd ones those whose true class is 0: none.
		expect(finished.result.testAccuracy).toBe(0.5);
		await expect(ask({ type: 'train' })).rejects.toThrow('has taken all its 40 steps; reset it');
	});

	it('shows the table where the run stands still, even if it has not moved', async () => {
		await ask(CREATE);
		await ask({ type: 'train', steps: 4 });
		await until('paused');
		const tables = events.flatMap((e) => (e.type === 'table' ? [e.step] : []));
		expect(tables[0]).toBe(0);
		expect(tables.at(-1)).toBe(4);
	});

	it('hears a pause between two steps', async () => {
		await ask(CREATE);
		await ask({ type: 'train' });
		await turn();
		const { step } = await ask({ type: 'pause' });
		await turn();
		expect(step).toBeGreaterThan(0);
		expect(step).toBeLessThan(40);
		expect((await ask({ type: 'pause' })).step).toBe(step);
		expect(losses().length).toBe(step);
	});

	it('takes one step for a step, and as many as it is given', async () => {
		await ask(CREATE);
		await ask({ type: 'step' });
		await turn();
		expect((await ask({ type: 'pause' })).step).toBe(1);
		await ask({ type: 'train', steps: 5 });
		await until('paused');
		for (let i = 0; i < 10; i++) await turn();
		expect((await ask({ type: 'pause' })).step).toBe(6);
	});

	it('goes back to step 0 with a new trainer, and gives the old one back', async () => {
		await ask(CREATE);
		await ask({ type: 'train', steps: 3 });
		await until('paused');
		expect(await ask({ type: 'reset' })).toEqual({ step: 0 });
		expect([trainers.made, trainers.disposed]).toEqual([2, 1]);
		expect((await ask({ type: 'pause' })).step).toBe(0);
	});

	it('stands at the last good step where the loss stops being a number', async () => {
		trainers.divergesAt = 4;
		await ask(CREATE);
		await ask({ type: 'train' });
		expect(await until('diverged')).toMatchObject({
			step: 3,
			advice: expect.stringContaining('learning rate') as string
		});
		expect(losses()).toEqual([1, 2, 3]);
	});

	it('is lost with the reason where a step fails otherwise', async () => {
		trainers.breaksAt = 2;
		await ask(CREATE);
		await ask({ type: 'train' });
		expect(await until('lost')).toEqual({ type: 'lost', reason: 'the machine is on fire' });
	});

	it('goes on from a checkpoint', async () => {
		await ask(CREATE);
		await ask({ type: 'train', steps: 7 });
		await until('paused');
		const checkpoint = await ask({ type: 'checkpoint' });
		expect(checkpoint.step).toBe(7);
		await ask({ type: 'dispose' });
		await ask({ ...CREATE, resume: checkpoint });
		expect((await ask({ type: 'pause' })).step).toBe(7);
	});

	it('goes on after a look at its state or its network, and stands still after one where it stood', async () => {
		await ask(CREATE);
		await ask({ type: 'train' });
		await turn();
		const { step } = await ask({ type: 'checkpoint' });
		expect(step).toBeLessThan(40);
		await ask({ type: 'snapshot' });
		await until('finished');
		expect(losses()).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
		await ask({ type: 'reset' });
		await ask({ type: 'train', steps: 3 });
		await until('paused');
		await ask({ type: 'checkpoint' });
		for (let i = 0; i < 10; i++) await turn();
		expect((await ask({ type: 'pause' })).step).toBe(3);
	});

	it('does not go on after a look during which the loss stopped being a number', async () => {
		trainers.divergesAt = 2;
		await ask(CREATE);
		await ask({ type: 'train' });
		await ask({ type: 'checkpoint' });
		for (let i = 0; i < 10; i++) await turn();
		expect(events.filter(({ type }) => type === 'diverged').length).toBe(1);
	});

	it('hands over a checkpoint by itself every five seconds', async () => {
		await ask(CREATE);
		now += 5000;
		await ask({ type: 'train', steps: 1 });
		const event = await until('checkpoint');
		expect(event).toMatchObject({ checkpoint: { step: 1, config } });
	});
});

describe('requests out of place', () => {
	it('are refused in words before there is a run', async () => {
		await expect(ask({ type: 'train' })).rejects.toThrow('there is no run to train; create one first');
	});

	it('are refused where there is a run already', async () => {
		await ask(CREATE);
		await expect(ask(CREATE)).rejects.toThrow('already holds a run');
		expect(trainers.made).toBe(1);
	});

	it('do not stop a run from being disposed of in the middle of a step, once', async () => {
		let release: () => void = () => undefined;
		trainers.hold = () => new Promise((resolve) => (release = resolve));
		await ask(CREATE);
		await ask({ type: 'train' });
		const disposal = ask({ type: 'dispose' });
		await turn();
		expect(trainers.disposed).toBe(0);
		release();
		await disposal;
		expect(trainers.disposed).toBe(1);
		await expect(ask({ type: 'dispose' })).rejects.toThrow('no run');
	});
});

describe('the pictures of a worker', () => {
	const materials = (light: number): Request => ({
		...{ type: 'create', data: { kind: 'materials' }, backend: 'wasm' },
		config: { ...config, data: { kind: 'materials', light } }
	});
	async function createAfter(first: Request, second: Request): Promise<boolean> {
		await ask(first as Extract<Request, { type: 'create' }>);
		await ask({ type: 'dispose' });
		await ask(second as Extract<Request, { type: 'create' }>);
		return trainers.pictures[0] === trainers.pictures[1];
	}

	it('serve its next run in the same light', async () => {
		expect(await createAfter(materials(0), materials(0))).toBe(true);
	});

	it('are others in another light, and after pictures of the reader’s own', async () => {
		expect(await createAfter(materials(0), materials(0.5))).toBe(false);
		await ask({ type: 'dispose' });
		trainers.pictures.splice(0);
		expect(await createAfter(CREATE, materials(0.5))).toBe(false);
	});
});

describe('a run that begins with a network, or goes on', () => {
	/** The network that the fake trainers hand out. */
	async function network(): Promise<Answers['snapshot']> {
		await ask(CREATE);
		const answer = await ask({ type: 'snapshot' });
		await ask({ type: 'dispose' });
		return answer;
	}

	it('takes the network that its config names, and again on reset', async () => {
		const { snapshot, hash } = await network();
		const from = { ...config, startedFrom: hash };
		await ask({ ...CREATE, config: from, start: snapshot });
		await ask({ type: 'reset' });
		expect(trainers.begun).toEqual([0, 0]);
	});

	it('is refused without it, with another one, or where the config names none', async () => {
		const { snapshot, hash } = await network();
		const from = { ...config, startedFrom: hash };
		await expect(ask({ ...CREATE, config: from })).rejects.toThrow(/begins with the network .*, got none/);
		const other = { ...snapshot, step: 7 };
		await expect(ask({ ...CREATE, config: from, start: other })).rejects.toThrow(/begins with the network/);
		await expect(ask({ ...CREATE, start: snapshot })).rejects.toThrow(/takes no network to begin with/);
		expect(trainers.made).toBe(1);
	});

	it('goes on without it, since its state holds all, but cannot go back to its beginning', async () => {
		const { hash } = await network();
		const from = { ...config, startedFrom: hash };
		const resume = { config: from, step: 5, state: Uint8Array.of(5).buffer };
		await ask({ ...CREATE, config: from, resume });
		expect(await ask({ type: 'pause' })).toEqual({ step: 5 });
		await expect(ask({ type: 'reset' })).rejects.toThrow(/begins with the network/);
	});

	it('does not go on with other pictures', async () => {
		await ask(CREATE);
		const { hash } = await ask({ type: 'data-hash' });
		const checkpoint = await ask({ type: 'checkpoint' });
		await ask({ type: 'dispose' });
		await ask({ ...CREATE, resume: { ...checkpoint, dataHash: hash } });
		await ask({ type: 'dispose' });
		const resume = { ...checkpoint, dataHash: 'ab'.repeat(32) };
		await expect(ask({ ...CREATE, resume })).rejects.toThrow(
			/learned from pictures .*abababababab…, these have/
		);
	});
});
