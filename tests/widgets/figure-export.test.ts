import { describe, expect, it } from 'vitest';
import { csvFile } from '#lib/widgets/figure-export.ts';

describe('rows as CSV', () => {
	it('have a header, CRLF, and quotes where a cell needs them', () => {
		const rows = [
			[1, 'plain', null],
			[0.5, 'a "b", c', true]
		];
		expect(csvFile(['x', 'the name', 'flag'], rows)).toBe(
			'x,the name,flag\r\n1,plain,\r\n0.5,"a ""b"", c",true\r\n'
		);
	});

	it('are all as long as the header', () => {
		expect(() => csvFile(['x', 'y'], [[1, 2], [3]])).toThrow('row 2 must have 2 cells, got 1');
	});
});
