import { expect, test } from 'vitest';
import { staleCells } from '#lib/notebook/staleness.ts';

const ran = (number: number, source = 'same', lost = false) => ({ number, source, lost });

test('a change reaches everything that uses it, and nothing else', () => {
	const cells = [
		{ id: 'a', source: 'new', ran: ran(1) },
		{ id: 'b', source: 'same', ran: ran(2) },
		{ id: 'c', source: 'same', ran: ran(3) },
		{ id: 'd', source: 'same', ran: ran(4) },
		{ id: 'e', source: 'new', ran: null }
	];
	const needs = new Map([
		['b', ['a']],
		['c', ['b']]
	]);
	expect(Object.fromEntries(staleCells(cells, needs))).toEqual({
		a: 'it was changed after it ran',
		b: 'cell 1, which it uses, is stale',
		c: 'cell 2, which it uses, is stale'
	});
});

test('a cell is stale when what it uses has run since, or has never run', () => {
	const cells = [
		{ id: 'a', source: 'same', ran: ran(5) },
		{ id: 'b', source: 'same', ran: null },
		{ id: 'c', source: 'same', ran: ran(3) },
		{ id: 'd', source: 'same', ran: ran(4) }
	];
	const needs = new Map([
		['c', ['a']],
		['d', ['b']]
	]);
	expect(Object.fromEntries(staleCells(cells, needs))).toEqual({
		c: 'cell 1, which it uses, has run since',
		d: 'cell 2, which it uses, has run since'
	});
});

test('lost values are told, and a circle ends', () => {
	const cells = [
		{ id: 'a', source: 'same', ran: ran(1, 'same', true) },
		{ id: 'b', source: 'same', ran: ran(2) }
	];
	const needs = new Map([
		['a', ['b']],
		['b', ['a']]
	]);
	expect(staleCells(cells, needs).get('a')).toBe('its values were lost');
});
