/**
 * Writes a graph of tensors as an ONNX file: constants, nodes, one input and one output with the number of pictures left open.
 *
 * It refuses to know what an operator does or whether a graph makes sense: whoever loads the file checks that. Field numbers
 * are those of onnx.proto (github.com/onnx/onnx, IR version 8).
 */
import {
	message,
	messageField,
	numberField,
	bytesField,
	repeated,
	textField,
	type Fields
} from './onnx-writer-protobuf.ts';

/** Operator set 13 is the first with a scale for each channel of a quantized tensor. */
const OPERATOR_SET = 13;
/** The file format's own version, of ONNX 1.10; readers take older files than themselves. */
const IR_VERSION = 8;

/** The element types in use, with TensorProto.DataType's numbers. */
const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

/** Element numbers that nodes take as an attribute, such as Cast's `to`. */
export const elementNumber = (type: ElementType): number => ELEMENT_TYPES[type];

type OnnxData = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;

/** A tensor that is part of the file. */
export interface OnnxConstant {
	readonly name: string;
	/** Empty for a scalar. */
	readonly dims: readonly number[];
	readonly data: OnnxData;
}

export interface OnnxNode {
	readonly operator: string;
	/** Names of tensors. */
	readonly inputs: readonly string[];
	readonly output: string;
	/** Whole numbers from 0 and lists of them; no operator in use takes others. */
	readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A tensor of the caller's: its first dimension, the number of pictures, is left open. */
export interface OnnxPort {
	readonly name: string;
	readonly type: ElementType;
	/** Without the first. */
	readonly dims: readonly number[];
}

export interface OnnxGraph {
	readonly name: string;
	readonly input: OnnxPort;
	readonly output: OnnxPort;
	readonly constants: readonly OnnxConstant[];
	/** In an order in which every tensor is made before it is used. */
	readonly nodes: readonly OnnxNode[];
}

function elementType(data: OnnxData): ElementType {
	if (data instanceof Float32Array) return 'float32';
	if (data instanceof Uint8Array) return 'uint8';
	if (data instanceof BigInt64Array) return 'int64';
	return data instanceof Int8Array ? 'int8' : 'int32';
}

/** TensorProto. */
function constantFields({ name, dims, data }: OnnxConstant): Fields {
	const size = dims.reduce((product, n) => product * n, 1);
	if (data.length !== size)
		throw new RangeError(`constant ${name}: [${dims.join(', ')}] has ${size} numbers, got ${data.length}`);
	// raw_data is little-endian, as typed arrays are on every machine with a browser.
	const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	return [
		...repeated(dims, 1, numberField),
		numberField(2, ELEMENT_TYPES[elementType(data)]),
		textField(8, name),
		bytesField(9, raw)
	];
}

/** AttributeProto's types: one whole number, or a list of them. */
const INT = 2;
const INTS = 7;

function attributeFields([name, value]: readonly [string, number | readonly number[]]): Fields {
	return typeof value === 'number'
		? [textField(1, name), numberField(3, value), numberField(20, INT)]
		: [textField(1, name), ...repeated(value, 8, numberField), numberField(20, INTS)];
}

/** NodeProto. A node is named after its only output. */
function nodeFields({ operator, inputs, output, attributes = {} }: OnnxNode): Fields {
	return [
		...repeated(inputs, 1, textField),
		textField(2, output),
		textField(3, output),
		textField(4, operator),
		...repeated(Object.entries(attributes), 5, (field, each) => messageField(field, attributeFields(each)))
	];
}

/** ValueInfoProto: a name and a type, which is an element type and dimensions, of which the first is a name of its own. */
function portFields({ name, type, dims }: OnnxPort): Fields {
	const pictures = messageField(1, [textField(2, 'pictures')]);
	const shape = [pictures, ...dims.map((n) => messageField(1, [numberField(1, n)]))];
	const tensorType = [numberField(1, ELEMENT_TYPES[type]), messageField(2, shape)];
	return [textField(1, name), messageField(2, [messageField(1, tensorType)])];
}

/** GraphProto. */
function graphFields({ name, input, output, constants, nodes }: OnnxGraph): Fields {
	return [
		...repeated(nodes, 1, (field, node) => messageField(field, nodeFields(node))),
		textField(2, name),
		...repeated(constants, 5, (field, constant) => messageField(field, constantFields(constant))),
		messageField(11, portFields(input)),
		messageField(12, portFields(output))
	];
}

/**
 * The bytes of an .onnx file (ModelProto).
 * @throws RangeError when a constant's numbers do not fill its dimensions
 */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
	return message([
		numberField(1, IR_VERSION),
		textField(2, 'a-word-for-every-pixel'),
		messageField(7, graphFields(graph)),
		messageField(8, [textField(1, ''), numberField(2, OPERATOR_SET)])
	]);
}
