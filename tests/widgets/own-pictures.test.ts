import { describe, expect, it } from 'vitest';
import type { Dataset, Splits } from '#lib/data/dataset.ts';
import type {
	FromPicturesWorker,
	PicturesSummary,
	ToPicturesWorker
} from '#lib/widgets/own-pictures/messages.ts';
import { OwnPictures } from '#lib/widgets/own-pictures/own-pictures.svelte.ts';

/** Stands in for the worker: the test says what it says. */
class FakeWorker {
	readonly heard: ToPicturesWorker[] = [];
	ended = false;
	readonly #listeners: ((event: { data: FromPicturesWorker }) => void)[] = [];
	postMessage(message: ToPicturesWorker): void {
		this.heard.push(message);
	}
	addEventListener(type: string, listener: never): void {
		if (type === 'message') this.#listeners.push(listener);
	}
	terminate(): void {
		this.ended = true;
	}
	say(data: FromPicturesWorker): void {
		if (!this.ended) for (const listener of this.#listeners) listener({ data });
	}
}

const summary = (name: string): PicturesSummary => ({
	name,
	...{
		classNames: ['a', 'b'],
		counts: { train: [1, 1], validation: [1, 1], test: [1, 1] },
		samples: new Uint8Array()
	},
	...{ histogram: new Uint32Array(256), hash: name.padEnd(64, '0'), notes: [], bytes: 10 }
});

const set = (name: string): FromPicturesWorker => ({ type: 'set', summary: summary(name), unkept: '' });

/** Pictures whose store was found empty, and the workers they start from then on. */
async function opened(
	forget = () => Promise.resolve()
): Promise<{ pictures: OwnPictures; workers: FakeWorker[] }> {
	const workers: FakeWorker[] = [];
	const pictures = new OwnPictures({
		connect: () => {
			const worker = new FakeWorker();
			workers.push(worker);
			return worker;
		},
		forget
	});
	const loaded = pictures.load();
	workers[0].say({ type: 'nothing' });
	await loaded;
	workers.length = 0;
	return { pictures, workers };
}

const tick = () => new Promise((resolve) => setTimeout(resolve));

/** Begins a reading; afterwards its worker has been asked. */
async function reading(pictures: OwnPictures): Promise<void> {
	void pictures.read([], 'fine');
	await tick();
}

describe('the reader’s own pictures', () => {
	it('are those of the worker that read them, and the one before ends', async () => {
		const { pictures, workers } = await opened();
		await reading(pictures);
		workers[0].say(set('first'));
		await tick();
		expect(pictures.summary?.name).toBe('first');
		expect(pictures.reading).toBe(false);
		await reading(pictures);
		expect(workers[0].ended).toBe(false);
		workers[1].say(set('second'));
		await tick();
		expect(pictures.summary?.name).toBe('second');
		expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
	});

	it('stay when a reading is refused', async () => {
		const { pictures, workers } = await opened();
		await reading(pictures);
		workers[0].say(set('good'));
		await tick();
		await reading(pictures);
		workers[1].say({ type: 'refused', reason: 'truncated', message: 'x.zip: cut short' });
		await tick();
		expect(pictures.refused).toBe('x.zip: cut short');
		expect(pictures.summary?.name).toBe('good');
		expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
	});

	it('stay when a reading is cancelled, and it says nothing any more', async () => {
		const { pictures, workers } = await opened();
		await reading(pictures);
		workers[0].say({ type: 'progress', what: 'pictures', done: 3, of: 9 });
		expect(pictures.progress).toMatchObject({ done: 3, of: 9 });
		pictures.cancel();
		await tick();
		expect([pictures.reading, pictures.progress, pictures.summary]).toEqual([false, null, null]);
		expect(workers[0].ended).toBe(true);
	});

	it('are given to each run that asks, in the order of asking', async () => {
		const { pictures, workers } = await opened();
		await expect(pictures.give()).rejects.toThrow('there are no pictures of your own here');
		await reading(pictures);
		workers[0].say(set('given'));
		await tick();
		const data: Dataset = {
			...{
				name: 'x',
				height: 32,
				width: 32,
				classNames: [],
				images: new Uint8Array(),
				labels: new Uint8Array()
			}
		};
		const [one, two] = [1, 2].map((): Splits => ({ train: data, validation: data, test: { ...data } }));
		const given = [pictures.give(), pictures.give()];
		workers[0].say({ type: 'given', splits: one });
		workers[0].say({ type: 'given', splits: two });
		expect(await Promise.all(given)).toEqual([one, two]);
		const refused = pictures.give();
		workers[0].say({ type: 'refused', reason: 'other', message: 'no memory' });
		await expect(refused).rejects.toThrow('no memory');
		expect(pictures.summary?.name).toBe('given');
	});

	it('go when they are deleted, and stay where the browser refuses', async () => {
		const { pictures, workers } = await opened();
		await reading(pictures);
		workers[0].say(set('gone'));
		await tick();
		const waiting = pictures.give();
		await Promise.all([pictures.remove(), expect(waiting).rejects.toThrow('deleted')]);
		expect([pictures.summary, workers[0].ended]).toEqual([null, true]);
		const stubborn = await opened(() => Promise.reject(new Error('locked')));
		await reading(stubborn.pictures);
		stubborn.workers[0].say(set('kept'));
		await tick();
		await stubborn.pictures.remove();
		expect(stubborn.pictures.summary?.name).toBe('kept');
		expect(stubborn.pictures.refused).toContain('locked');
	});
});
