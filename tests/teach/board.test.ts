import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import type { Progress } from '#lib/course/progress.ts';
import type { Question } from '#lib/course/question.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { nameInPath, openFiles, type DroppedFile, type Opened } from '#lib/teach/board-files.ts';
import { poolsOf } from '#lib/teach/board-pools.ts';
import { questionRows } from '#lib/teach/board-questions.ts';
import { EMPTY_BOARD, addText, type Board } from '#lib/teach/board.ts';
import { writeHandIn, type HandIn } from '#lib/teach/hand-in.ts';

const RECEIPT = readFileSync('tests/golden/receipts/thermometer.json', 'utf8');

const handIn = (name: string, change: Partial<HandIn> = {}): HandIn => ({
	...{ format: 'awep-hand-in', version: 1, name, exercise: '', date: '2026-01-31', codeVersion: 'c' },
	...{ progress: {}, receipts: [], challenge: null, ...change }
});
const receipt = (seed: number, testAccuracy: number, change: Partial<Receipt> = {}): Receipt => ({
	format: 'awep-receipt',
	version: 1,
	config: { ...defaultConfig(namedEncoding('naive2'), { kind: 'materials', light: 0 }), seed },
	date: '2026-01-31',
	codeVersion: 'c',
	backend: 'wasm',
	dataName: 'materials, dark',
	dataHash: 'a'.repeat(64),
	snapshotHash: (seed % 10).toString().repeat(64),
	testAccuracy,
	validationAccuracy: 0.1,
	...change
});
const boardOf = (...files: (readonly [path: string, text: string])[]): Board =>
	files.reduce((board, [path, text]) => addText(board, path, text), EMPTY_BOARD);

const file = (name: string, content: string | Uint8Array, size?: number): DroppedFile => {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return { name, size: size ?? bytes.length, bytes: () => Promise.resolve(bytes) };
};
async function opened(files: readonly DroppedFile[]): Promise<Opened[]> {
	const all: Opened[] = [];
	for await (const each of openFiles(files)) all.push(each);
	return all;
}

describe('dropped files', () => {
	it('are read one by one; what is wrong with one is said of it, and the rest goes on', async () => {
		const unread: DroppedFile = {
			name: 'film.json',
			size: 200_000_000,
			bytes: () => Promise.reject(new Error('it was read'))
		};
		const found = await opened([
			file('a.json', '{}'),
			unread,
			file('b.json', new Uint8Array([0xff, 0xfe, 0x00])),
			{ ...file('gone.json', ''), bytes: () => Promise.reject(new Error('the file is gone')) },
			file('c.json', '[]')
		]);
		expect(found.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
			'a.json text',
			'film.json refused',
			'b.json refused',
			'gone.json refused',
			'c.json text'
		]);
		expect(JSON.stringify(found[1])).toContain('it has 200,000,000');
		expect(JSON.stringify(found[3])).toContain('the file is gone');
	});

	it('come out of a platform’s zip with their folders, and what is no hand-in is passed over', async () => {
		const folder = 'Ada Lovelace_12345_assignsubmission_file_';
		const zip = zipSync({
			[`${folder}/hand-in.json`]: new TextEncoder().encode('{"a":1}'),
			[`${folder}/essay.pdf`]: new Uint8Array(5),
			'__MACOSX/._x.json': new Uint8Array(3),
			'Bob_6_assignsubmission_file_/huge.json': new Uint8Array(2_000_000)
		});
		const found = await opened([file('class.zip', zip), file('late.json', '{}')]);
		expect(found.map(({ path, kind }) => [path.split('/').at(-1), kind])).toEqual([
			['hand-in.json', 'text'],
			['essay.pdf', 'refused'],
			['huge.json', 'refused'],
			['late.json', 'text']
		]);
		expect(nameInPath(found[0].path)).toBe('Ada Lovelace');
	});

	it('of a damaged archive, or one that climbs out of its folder, are refused as a whole', async () => {
		const good = zipSync({ 'a.json': new Uint8Array(9) });
		const climbing = zipSync({ '../../a.json': new Uint8Array(9) });
		const found = await opened([
			file('cut.zip', good.slice(0, 40)),
			file('up.zip', climbing),
			file('x.json', '{}')
		]);
		expect(found.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'text']);
	});

	it('five hundred of them are all named', async () => {
		const found = await opened(Array.from({ length: 500 }, (_, i) => file(`${i}.json`, '{}')));
		expect(found).toHaveLength(500);
	});

	it('beyond two thousand the rest is named in one line', async () => {
		const found = await opened(Array.from({ length: 2100 }, (_, i) => file(`${i}.json`, '{}')));
		expect(found).toHaveLength(2001);
		expect(found[2000].kind).toBe('refused');
	});

	it.each([
		['x.zip/Ada Lovelace_12_assignsubmission_file_/hand-in.json', 'Ada Lovelace'],
		['Zoë Ünal_9_assignsubmission_file_hand-in.json', 'Zoë Ünal'],
		['submissions.zip/lovelaceada_LATE_123_456_hand-in.json', 'lovelaceada'],
		['hand-in-ada.json', 'hand-in-ada']
	])('tell who handed them in: %s', (path, name) => {
		expect(nameInPath(path)).toBe(name);
	});
});

describe('the board', () => {
	it('counts a file that comes twice once, and a receipt of two pupils once', () => {
		const text = writeHandIn(handIn('Ada', { receipts: [receipt(1, 0.5)] }));
		const other = writeHandIn(handIn('Bob', { receipts: [receipt(1, 0.5)] }));
		const board = boardOf(['a.json', text], ['copy of a.json', text], ['b.json', other], ['r.json', RECEIPT]);
		expect(board.lines.map(({ kind }) => kind)).toEqual(['taken', 'again', 'taken', 'taken']);
		expect(board.pupils.map(({ label }) => label)).toEqual(['Ada', 'Bob']);
		expect(board.receipts.map(({ from }) => from)).toEqual([['Ada', 'Bob'], ['r']]);
	});

	it('keeps both of two files with one name, and says so', () => {
		const board = boardOf(
			['1.json', writeHandIn(handIn('Ada'))],
			['2.json', writeHandIn(handIn('Ada', { date: '2026-02-01' }))]
		);
		expect(board.pupils.map(({ again }) => again)).toEqual([false, true]);
		expect(board.lines[1].what).toContain('another file bears this name');
	});

	it('takes any text at all: it is on the board, or one line says why not, in 10,000 tries', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.json(),
			fc.jsonValue().map((value) => JSON.stringify({ format: 'awep-hand-in', version: 1, name: value })),
			fc
				.tuple(fc.constantFrom(...Object.keys(receipt(1, 0))), fc.jsonValue())
				.map(([key, value]) => JSON.stringify({ ...receipt(1, 0.5), [key]: value }))
		);
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), text, (path, content) => {
				const { lines } = addText(EMPTY_BOARD, path, content);
				expect(lines).toHaveLength(1);
				expect(({} as Record<string, unknown>).format).toBeUndefined();
			}),
			{ numRuns: 10_000 }
		);
	}, 60_000);
});

describe('pooled seeds', () => {
	const held = (receipts: readonly Receipt[]) =>
		boardOf(['x.json', writeHandIn(handIn('Ada', { receipts }))]).receipts;
	const unverified = () => null;

	it('are a mean with Student’s interval where all but the seed agrees', () => {
		// 1, 2, 3 tenths: sd 0.1, half width 4.303 * 0.1 / sqrt(3).
		const [pool, ...more] = poolsOf(held([receipt(2, 0.2), receipt(1, 0.1), receipt(3, 0.3)]), unverified);
		expect(more).toEqual([]);
		expect(pool.counted.map((each) => each.receipt.config.seed)).toEqual([1, 2, 3]);
		expect(pool.accuracy?.mean).toBeCloseTo(0.2, 12);
		expect(pool.accuracy?.low).toBeCloseTo(0.2 - 0.2484, 4);
	});

	it('are never pooled over other settings or other pictures', () => {
		const other = receipt(2, 0.2);
		const pools = poolsOf(
			held([
				receipt(1, 0.1),
				{ ...other, config: { ...other.config, steps: 7 } },
				receipt(3, 0.3, { dataHash: 'b'.repeat(64) })
			]),
			unverified
		);
		expect(pools.map(({ accuracy }) => accuracy?.count)).toEqual([1, 1, 1]);
		expect(pools[0].accuracy).toEqual({ mean: 0.1, count: 1 });
	});

	it('leave a seed out that is claimed twice with different results, until a replay decides', () => {
		const forged = receipt(1, 0.9, { snapshotHash: 'f'.repeat(64) });
		const all = held([receipt(1, 0.1), forged, receipt(2, 0.2)]);
		expect(poolsOf(all, unverified)[0]).toMatchObject({
			contradicted: [1],
			accuracy: { mean: 0.2, count: 1 }
		});
		const [decided] = poolsOf(all, (each) => (each.receipt === all[1].receipt ? 'differs' : null));
		expect(decided).toMatchObject({ contradicted: [], broken: 1 });
		expect(decided.counted).toHaveLength(2);
		const [borne] = poolsOf(all, (each) => (each.key === all[0].key ? 'holds' : null));
		expect(borne.counted.map((each) => each.receipt.testAccuracy)).toEqual([0.1, 0.2]);
	});
});

describe('a class’s answers', () => {
	const QUESTIONS: readonly Question[] = [
		{
			...{ id: 'levels', kind: 'number', question: 'How many levels?', answer: 8, right: '2 · 2 · 2' },
			wrong: [{ when: 3, because: 'Three is the number of bits.' }],
			otherwise: 'Each bit doubles it.'
		}
	];
	const answered = (levels: string, passed: string[] = []): Progress => ({
		bits: { read: [], passed, answers: { levels }, guesses: {} }
	});

	it('say how many are right, and which misconception is the most frequent', () => {
		const [row] = questionRows(
			[{ slug: 'bits', number: 1, title: 'Bits', questions: QUESTIONS }],
			[answered('8', ['levels']), answered('3'), answered('3,0'), answered('16'), answered('what?'), {}]
		);
		expect(row).toMatchObject({ answered: 5, right: 1 });
		expect(row.wrong).toEqual([
			{ answer: '3', pupils: 2, because: 'Three is the number of bits.' },
			{ answer: '16', pupils: 1, because: 'Each bit doubles it.' }
		]);
	});
});
