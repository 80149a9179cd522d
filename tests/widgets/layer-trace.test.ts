/** The trace that the x-ray shows, against the reference engine and against other ways to say the same. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { convTerms, denseTerms, sumOfTerms } from '#lib/engines/cell-sum.ts';
import { levelOf, reference } from '#lib/engines/reference.ts';
import {
	convOf,
	poolCandidates,
	receptiveField,
	stagesOf,
	tracePicture,
	type Trace
} from '#lib/widgets/layer-trace.ts';
import { testPicture } from '#lib/widgets/material-pictures.ts';

const network = decodeIntegerNetwork(new Uint8Array(readFileSync('static/networks/pixel-embedding.lbn')));
const picture = testPicture(1, 62);
let trace: Trace;
beforeAll(() => {
	trace = tracePicture(network, picture);
});

it('has the levels and logits of the reference engine', async () => {
	const loaded = await reference.load(network);
	const { levels, logits } = await loaded.run(picture, { levels: true });
	expect(trace.convs.map(({ after }) => after)).toEqual(levels);
	expect(trace.logits).toEqual(logits);
	expect(stagesOf(trace)).toHaveLength(7);
});

it('gives every cell a sum whose thresholds reach its level', () => {
	for (const [i, conv] of network.convs.entries()) {
		const shape = trace.shape.convs[i];
		const input = i === 0 ? trace.words : trace.convs[i - 1].after;
		for (let n = 0; n < 200; n++) {
			const cell = {
				channel: (n * 7) % shape.outChannels,
				y: (n * 5) % shape.outHeight,
				x: (n * 3) % shape.outWidth
			};
			const { sum } = sumOfTerms(convTerms(input, conv, shape, cell));
			const at = (cell.y * shape.outWidth + cell.x) * shape.outChannels + cell.channel;
			expect(levelOf(sum, conv.thresholds, cell.channel)).toBe(trace.convs[i].before[at]);
		}
	}
});

it('gives every class its logit', () => {
	const last = trace.convs[3].after;
	const size = { width: 4, channels: 64 };
	const sums = Array.from(
		{ length: 10 },
		(_, of) => sumOfTerms(denseTerms(last, network.dense, size, { classes: 10, of })).sum
	);
	expect(sums).toEqual([...trace.logits]);
});

it('takes the largest of the pool’s candidates', () => {
	const shape = trace.shape.convs[1];
	const cell = { channel: 5, y: 3, x: 6 };
	const candidates = poolCandidates(shape, cell);
	expect(candidates.map(({ y, x }) => [y, x])).toEqual([
		[6, 12],
		[6, 13],
		[7, 12],
		[7, 13]
	]);
	const levels = candidates.map(({ y, x }) => trace.convs[1].before[(y * 16 + x) * 32 + 5]);
	expect(Math.max(...levels)).toBe(trace.convs[1].after[(3 * 8 + 6) * 32 + 5]);
});

describe('the part of the picture that a cell depends on', () => {
	it('is three pixels wide for the first convolution, and every second place begins one', () => {
		expect(receptiveField(trace.shape, 2, { channel: 0, y: 4, x: 5 })).toEqual({
			x: 9,
			y: 7,
			width: 3,
			height: 3
		});
	});

	it('is exactly the pixels that can change the cell', () => {
		const stage = 3;
		const cell = { channel: 9, y: 2, x: 5 };
		const field = receptiveField(trace.shape, stage, cell);
		const input = (changed: (x: number, y: number) => boolean): Uint8Array =>
			Uint8Array.from(picture, (v, i) => {
				const pixel = Math.floor(i / 3);
				return changed(pixel % 32, Math.floor(pixel / 32)) ? (v + 128) % 256 : v;
			});
		const inField = (x: number, y: number): boolean =>
			x >= field.x && x < field.x + field.width && y >= field.y && y < field.y + field.height;
		const column = (t: Trace): number[] =>
			Array.from({ length: 32 }, (_, c) => t.convs[convOf(stage)].after[(cell.y * 8 + cell.x) * 32 + c]);
		expect(
			column(
				tracePicture(
					network,
					input((x, y) => !inField(x, y))
				)
			)
		).toEqual(column(trace));
		expect(column(tracePicture(network, input(inField)))).not.toEqual(column(trace));
		const edge = (x: number, y: number): boolean =>
			x === field.x && y >= field.y && y < field.y + field.height;
		expect(column(tracePicture(network, input(edge)))).not.toEqual(column(trace));
	});

	it('is the whole picture for an answer', () => {
		expect(receptiveField(trace.shape, 6, { channel: 3, y: 0, x: 0 })).toEqual({
			x: 0,
			y: 0,
			width: 32,
			height: 32
		});
	});
});
