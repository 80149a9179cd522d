/** Requests that arrive while an earlier one is still being answered. */
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { materialDataset } from '#lib/data/materials.ts';
import type { FromWorker, Request } from '#lib/worker/protocol.ts';
import { TrainServer } from '#lib/worker/server.ts';
import { FakeTrainers } from './fake-trainers.ts';

const small = materialDataset({ light: 1, seed: 1, count: 4 });
const config = { ...defaultConfig(namedEncoding('naive2'), { kind: 'cifar-10' } as const), steps: 40 };
const CREATE: Request = {
	type: 'create',
	config,
	data: { kind: 'splits', splits: { train: small, validation: small, test: small } },
	backend: 'wasm'
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function turns(count: number): Promise<void> {
	for (let i = 0; i < count; i++) await turn();
}

/** A server; `send` gives the reply to one request, `said` holds everything that was posted. */
function serve(trainers = new FakeTrainers()) {
	const said: FromWorker[] = [];
	const server = new TrainServer(
		trainers,
		(message) => said.push(message),
		turn,
		() => 0
	);
	let id = 0;
	const send = async (request: Request) => {
		const mine = ++id;
		await server.receive({ ...request, id: mine });
		const reply = said.find((m) => m.type === 'reply' && m.id === mine);
		if (reply?.type !== 'reply') throw new Error(`no reply to ${request.type}`);
		return reply;
	};
	const steps = (): number => said.reduce((sum, m) => sum + (m.type === 'progress' ? m.losses.length : 0), 0);
	return { trainers, said, send, steps };
}

/** Holds every step until it is let go. */
function gate(trainers: FakeTrainers): () => void {
	let open: () => void = () => undefined;
	trainers.hold = () => new Promise((resolve) => (open = resolve));
	return () => {
		trainers.hold = () => Promise.resolve();
		open();
	};
}

describe('a worker that is asked again before it has answered', () => {
	it('makes one run of two requests to create', async () => {
		const { trainers, send } = serve();
		const replies = await Promise.all([send(CREATE), send(CREATE)]);
		expect(replies.map(({ ok }) => ok)).toEqual([true, false]);
		expect(trainers.made).toBe(1);
	});

	it('may create again where the first attempt failed', async () => {
		const { trainers, send } = serve();
		const start = trainers.start.bind(trainers);
		trainers.start = () => Promise.reject(new Error('no backend'));
		expect(await send(CREATE)).toMatchObject({ ok: false, error: 'no backend' });
		trainers.start = start;
		expect((await send(CREATE)).ok).toBe(true);
	});

	it('disposes of a run once, however often it is told to', async () => {
		const { trainers, send } = serve();
		const release = gate(trainers);
		await send(CREATE);
		await send({ type: 'train' });
		const disposals = Promise.all([send({ type: 'dispose' }), send({ type: 'dispose' })]);
		await turn();
		release();
		expect((await disposals).map(({ ok }) => ok)).toEqual([true, false]);
		expect([trainers.made, trainers.disposed]).toEqual([1, 1]);
	});

	it('trains no more once it was told to dispose of the run', async () => {
		const { trainers, send, steps } = serve();
		const release = gate(trainers);
		await send(CREATE);
		await send({ type: 'train' });
		const disposal = send({ type: 'dispose' });
		const refused = send({ type: 'train' });
		release();
		expect((await disposal).ok).toBe(true);
		expect(await refused).toMatchObject({ ok: false, error: 'there is no run to train; create one first' });
		await turns(5);
		expect(steps()).toBe(1);
		expect(trainers.disposed).toBe(1);
	});

	it('takes both of two steps', async () => {
		const { send, steps } = serve();
		await send(CREATE);
		await send({ type: 'step' });
		await send({ type: 'step' });
		await turns(10);
		expect(steps()).toBe(2);
		expect(await send({ type: 'pause' })).toMatchObject({ answer: { step: 2 } });
	});

	it('stops for a pause that a train follows at once, and then goes on', async () => {
		const { trainers, said, send } = serve();
		const release = gate(trainers);
		await send(CREATE);
		await send({ type: 'train' });
		const replies = Promise.all([send({ type: 'pause' }), send({ type: 'train' })]);
		await turn();
		release();
		expect((await replies)[0]).toMatchObject({ answer: { step: 1 } });
		await turns(60);
		expect(said.at(-1)).toMatchObject({ type: 'finished', result: { step: 40 } });
	});

	it('resets before it trains again where the two come together', async () => {
		const { trainers, said, send } = serve();
		const release = gate(trainers);
		await send(CREATE);
		await send({ type: 'train' });
		const replies = Promise.all([send({ type: 'reset' }), send({ type: 'train', steps: 2 })]);
		await turn();
		release();
		expect((await replies).map(({ ok }) => ok)).toEqual([true, true]);
		await turns(20);
		expect(said.at(-1)).toEqual({ type: 'paused', step: 2 });
		expect([trainers.made, trainers.disposed]).toEqual([2, 1]);
	});

	it('goes on training where it is told to while the last report of a pause is under way', async () => {
		const { trainers, said, send } = serve();
		const make = trainers.make.bind(trainers);
		// Where the graphics card is asked, the table takes a turn of the event loop to arrive.
		trainers.make = (...given) => {
			const trainer = make(...given);
			const levels = trainer.levels.bind(trainer);
			return Object.assign(trainer, { levels: () => turn().then(levels) });
		};
		await send(CREATE);
		for (let delay = 0; delay < 8; delay++) {
			await send({ type: 'step' });
			await turns(delay);
			await send({ type: 'step' });
			await turns(20);
		}
		const paused = said.flatMap((m) => (m.type === 'paused' ? [m.step] : []));
		expect(paused.at(-1)).toBe(16);
	});
});

describe('a checkpoint that does not fit', () => {
	it('is refused, and the trainer made for it is given back', async () => {
		const { trainers, send } = serve();
		const make = trainers.make.bind(trainers);
		const load = (): void => {
			throw new RangeError('this network’s state holds 5 numbers, got 4');
		};
		trainers.make = (...given) => Object.assign(make(...given), { load });
		const resume = { config, step: 1, state: new ArrayBuffer(4) };
		expect(await send({ ...CREATE, resume })).toMatchObject({
			ok: false,
			error: expect.any(String) as string
		});
		expect([trainers.made, trainers.disposed]).toEqual([1, 1]);
	});
});
