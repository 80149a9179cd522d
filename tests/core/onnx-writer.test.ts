import { describe, expect, it } from 'vitest';
import { bytesField, message, messageField, numberField, textField } from '#lib/core/onnx-writer-protobuf.ts';
import { writeOnnx, type OnnxGraph } from '#lib/core/onnx-writer.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('protobuf fields', () => {
	it("are those of the format's own documentation", () => {
		expect(hex(numberField(1, 150))).toBe('089601');
		expect(hex(textField(2, 'testing'))).toBe('120774657374696e67');
		expect(hex(messageField(3, [numberField(1, 150)]))).toBe('1a03089601');
	});

	it('hold numbers of more than 32 bits and numbers of more than 15', () => {
		expect(hex(numberField(1, 2 ** 35))).toBe('08808080808001');
		expect(hex(numberField(20, 0))).toBe('a00100');
	});

	it('hold bytes longer than 127', () => {
		expect(hex(bytesField(1, new Uint8Array(300))).slice(0, 6)).toBe('0aac02');
	});

	it('refuse what is no whole number from 0', () => {
		expect(() => numberField(1, -1)).toThrow('whole number from 0, got -1');
		expect(() => numberField(1, 0.5)).toThrow('got 0.5');
	});

	it('stand in a message one after the other', () => {
		expect(hex(message([numberField(1, 1), numberField(2, 2)]))).toBe('08011002');
	});
});

/** y = x - 1, of one number. */
const graph: OnnxGraph = {
	name: 'g',
	input: { name: 'x', type: 'float32', dims: [1] },
	output: { name: 'y', type: 'float32', dims: [1] },
	constants: [{ name: 'c', dims: [], data: Float32Array.of(1) }],
	nodes: [{ operator: 'Sub', inputs: ['x', 'c'], output: 'y', attributes: { list: [7], one: 5 } }]
};

/** A tag, a length of one byte, or two, and the content: all in hexadecimal digits. */
function sub(tag: string, content: string): string {
	const length = content.length / 2;
	const bytes = length < 128 ? [length] : [128 + (length & 127), length >> 7];
	return tag + hex(Uint8Array.from(bytes)) + content;
}

const text = (tag: string, content: string): string => sub(tag, Buffer.from(content).toString('hex'));

describe('an ONNX file', () => {
	it('has the bytes that onnx.proto says, field by field', () => {
		const attributes =
			sub('2a', text('0a', 'list') + '4007' + 'a00107') + sub('2a', text('0a', 'one') + '1805' + 'a00102');
		const names = text('0a', 'x') + text('0a', 'c') + text('12', 'y') + text('1a', 'y') + text('22', 'Sub');
		const node = sub('0a', names + attributes);
		// float32 is 1; a scalar has no dimensions; 1.0 is 3f800000, its lowest byte first.
		const constant = sub('2a', '1001' + text('42', 'c') + sub('4a', '0000803f'));
		const shape = sub('12', sub('0a', text('12', 'pictures')) + sub('0a', '0801'));
		const port = (tag: string, name: string): string =>
			sub(tag, text('0a', name) + sub('12', sub('0a', '0801' + shape)));
		const graphBytes = sub('3a', node + text('12', 'g') + constant + port('5a', 'x') + port('62', 'y'));
		// Before it the version of the format, 8, and who wrote it; after it the version of the operators, 13.
		const expected = '0808' + text('12', 'a-word-for-every-pixel') + graphBytes + sub('42', '0a00' + '100d');
		expect(hex(writeOnnx(graph))).toBe(expected);
	});

	it('refuses a constant whose numbers do not fill it', () => {
		const bad = { ...graph, constants: [{ name: 'c', dims: [2, 3], data: new Int8Array(5) }] };
		expect(() => writeOnnx(bad)).toThrow('constant c: [2, 3] has 6 numbers, got 5');
	});
});
