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

	it.each(['=1+1', '@SUM(A1)', '+1+cmd', "-2+3+cmd|' /C calc'!A0", '\tx', '\r=1'])(
		'never begin with what a spreadsheet would run: %j',
		(text) => {
			expect(csvFile(['x'], [[text]])).toMatch(/^x\r\n"?'/);
		}
	);

	it('leave numbers as they are, also those that are text', () => {
		expect(csvFile(['a', 'b', 'c'], [[-0.5, '-0.5', '+3']])).toBe('a,b,c\r\n-0.5,-0.5,+3\r\n');
	});
});
