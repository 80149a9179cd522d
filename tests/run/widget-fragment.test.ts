import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	readWidgetFragment,
	widgetInFragment,
	writeWidgetFragment,
	type Fields
} from '#lib/run/widget-fragment.ts';

const FIELDS = {
	bits: { kind: 'number', min: 1, max: 8, whole: true },
	picture: { kind: 'choice', choices: ['brick', 'a & b'] },
	edges: { kind: 'flag' },
	curve: { kind: 'numbers', min: 0, max: 1, atMost: 3 }
} as const satisfies Fields;
const VALUES = { bits: 3, picture: 'a & b', edges: true, curve: [0, 0.25, 1] } as const;

describe('a widget’s state in a link', () => {
	it('names the widget and comes back as it was', () => {
		const text = writeWidgetFragment('first-bits', FIELDS, VALUES);
		expect(text).toBe('w=first-bits&bits=3&picture=a%20%26%20b&edges=1&curve=0,0.25,1');
		expect(readWidgetFragment(`#${text}`, 'first-bits', FIELDS)).toEqual({ values: VALUES, problems: [] });
	});

	it('is nothing to another widget, nor is a plain anchor', () => {
		expect(readWidgetFragment('#w=other&bits=3', 'first-bits', FIELDS)).toBeNull();
		expect(widgetInFragment('#levels')).toBeNull();
		expect(widgetInFragment('#w=<script>')).toBeNull();
	});

	it('names what it ignores and keeps the rest', () => {
		const read = readWidgetFragment(
			'w=x&bits=9&edges=yes&edges=0&foo=1&curve=0,2&picture=brick',
			'x',
			FIELDS
		);
		expect(read?.values).toEqual({ edges: false, picture: 'brick' });
		expect(read?.problems).toEqual([
			'“bits” must be a whole number from 1 to 8, not “9”.',
			'“edges” must be 1 or 0, not “yes”.',
			'There is no “foo” here.',
			'“curve” must be at most 3 numbers from 0 to 1, not “0,2”.'
		]);
	});

	it('refuses long links, and ids that could not stand in one', () => {
		expect(readWidgetFragment(`w=x&bits=${'3'.repeat(5000)}`, 'x', FIELDS)?.values).toEqual({});
		expect(() => writeWidgetFragment('Two words', FIELDS, VALUES)).toThrow(RangeError);
	});

	it('never throws and never goes out of range, whatever a link says', () => {
		const pair = fc.tuple(fc.constantFrom('bits', 'picture', 'edges', 'curve', '__proto__', ''), fc.string());
		fc.assert(
			fc.property(fc.array(pair), (pairs) => {
				const text = `w=x&${pairs.map(([key, word]) => `${key}=${word}`).join('&')}`;
				const { bits = 1, curve = [] } = readWidgetFragment(text, 'x', FIELDS)?.values ?? {};
				expect(bits >= 1 && bits <= 8 && curve.every((y) => y >= 0 && y <= 1)).toBe(true);
			})
		);
	});
});
