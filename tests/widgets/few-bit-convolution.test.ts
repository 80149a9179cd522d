import { describe, expect, test } from 'vitest';
import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { FILTERS, SIDE, TAPS, allPlaces, filterOf, placeAt } from '#lib/widgets/few-bit-convolution.ts';
import {
	FIRST_LANE_STEP,
	SCALE_STEP,
	STEPS,
	SUM_STEP,
	differingSoFar,
	progressAt,
	sentenceAt
} from '#lib/widgets/bit-story.ts';
import { SMALL_PICTURES, smallPicture } from '#lib/widgets/small-pictures.ts';

const edge = filterOf(FILTERS[0].weights);

describe('a convolution in few bits', () => {
	test.each(SMALL_PICTURES)('%s: words and multiplication agree at every place, for every filter', (name) => {
		const grey = smallPicture(name);
		for (const { weights } of FILTERS) {
			const { equal, places } = allPlaces(grey, filterOf(weights));
			expect(places).toBe((SIDE - 2) ** 2);
			expect(equal).toBe(places);
		}
	});

	test.each(SMALL_PICTURES)('%s uses all four levels', (name) => {
		const levels = new Set(Array.from(smallPicture(name), (v) => Math.floor((3 * v) / 255 + 0.5)));
		expect([...levels].sort()).toEqual([0, 1, 2, 3]);
	});

	test('an even grey surface gives level times the sum of the signs', () => {
		const place = placeAt(new Uint8Array(SIDE * SIDE).fill(170), edge, 5, 5);
		expect([...place.levels]).toEqual(new Array(TAPS).fill(2));
		expect(place.dot.sum).toBe(2 * edge.signs.reduce((a, b) => a + b, 0));
	});

	test('the window is read row after row', () => {
		const grey = new Uint8Array(SIDE * SIDE);
		grey[4 * SIDE + 6] = 255;
		expect([...placeAt(grey, edge, 5, 5).values]).toEqual([0, 0, 255, 0, 0, 0, 0, 0, 0]);
	});

	test('what the text says of the filters: correlations, and the sums of the diagonal’s weights and signs', () => {
		expect(allPlaces(smallPicture('cracks'), edge).correlation).toBeCloseTo(0.9, 2);
		const diagonal = FILTERS.find(({ name }) => name === 'diagonal')?.weights ?? [];
		expect(Math.abs(allPlaces(smallPicture('ripples'), filterOf(diagonal)).correlation)).toBeLessThan(0.25);
		expect(diagonal.reduce((a, b) => a + b, 0)).toBeCloseTo(0.17, 9);
		expect(filterOf(diagonal).signs.filter((sign) => sign > 0)).toHaveLength(3);
	});
});

describe('the steps of a sum', () => {
	const place = placeAt(smallPicture('cracks'), edge, 9, 12);

	test('begin with nothing, compare nine lanes in each plane, and end with everything', () => {
		expect(progressAt(0)).toMatchObject({ signs: false, planes: false, compared: [0, 0], current: null });
		expect(progressAt(FIRST_LANE_STEP)).toMatchObject({ compared: [1, 0], current: { plane: 0, lane: 0 } });
		expect(progressAt(SUM_STEP - 1)).toMatchObject({ compared: [9, 9], current: { plane: 1, lane: 8 } });
		expect(progressAt(SUM_STEP)).toMatchObject({ current: null, sum: true, scale: false });
		expect(progressAt(SCALE_STEP)).toMatchObject({ sum: true, scale: true });
		expect(() => progressAt(STEPS)).toThrow(RangeError);
	});

	test('counts end at the counts of the whole word', () => {
		expect([0, 1].map((plane) => differingSoFar(place, edge, plane, TAPS))).toEqual(place.dot.differing);
	});

	test('every step has a sentence, and the last ones name the sum', () => {
		const sentences = Array.from({ length: STEPS }, (_, step) =>
			sentenceAt(step, place, edge, ENGLISH_WORDS)
		);
		expect(new Set(sentences).size).toBe(STEPS);
		expect(sentences[SUM_STEP]).toContain(`the sum is ${place.dot.sum}.`);
		expect(sentences.every((sentence) => !/-\d/.test(sentence))).toBe(true);
	});
});
