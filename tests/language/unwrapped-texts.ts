/** Finds the English that a component shows without t(): in its text, its spoken attributes, and the strings of both. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';

/** Attributes and properties that are read or heard. */
const SPOKEN = /^(aria-(label|description|valuetext|roledescription)|title|alt|placeholder)$/;
/** The same, of the site's own components. */
const SPOKEN_BY_COMPONENTS =
	/^(label|caption|summary|legend|heading|hint|note|instead|provenanceText|question|xLabel|yLabel|text)$/;
/** A component's `name` is often a key; where it is a text, it is written as one. */
const TEXT_AS_NAME = /^[A-Z][a-z]+( |$)/;
/** What is inside is code. */
const CODE = new Set(['code', 'pre', 'kbd', 'samp', 'script', 'style', 'svg:style']);
/** Written the same in every language: the course's name, licences, units, formats and proper names. */
const NAMES =
	/A Word for Every Pixel|CC BY 4\.0|Apache 2\.0|arXiv [\d.]+|CIFAR-100?|WebGL2?|WASM|WebAssembly|WebGPU|tfjs|onnxruntime|JSON|CSV|SVG|PNG|\.\w+|\b(kB|MB|GB|ms|µs|px|Adam)\b/g;

export interface Unwrapped {
	/** From 1. */
	readonly line: number;
	readonly text: string;
}

/** The parser's tree, as far as it is read here. */
interface Node {
	readonly type: string;
	readonly start: number;
	readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const isText = (text: string): boolean => /\p{L}{2}/u.test(text.replace(NAMES, ''));

/** Every component below a folder. */
export function componentFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.svelte'))
		.map((path) => join(folder, path))
		.sort();
}

/** @param source a component */
export function unwrappedTexts(source: string): Unwrapped[] {
	const found: Unwrapped[] = [];
	const take = (start: number, text: string): void => {
		const said = text.replace(/\s+/g, ' ').trim();
		if (isText(said)) found.push({ line: source.slice(0, start).split('\n').length, text: said });
	};

	/** The strings that an expression can come to; what it calls has been wrapped, or is no text. */
	function expression(node: Node): void {
		if (node.type === 'Literal' && typeof node['value'] === 'string') take(node.start, node['value']);
		if (node.type === 'TemplateLiteral') {
			const quasis = node['quasis'] as { value: { cooked: string } }[];
			take(node.start, quasis.map(({ value }) => value.cooked).join('…'));
			for (const each of node['expressions'] as Node[]) expression(each);
		}
		if (node.type === 'ConditionalExpression') {
			expression(node['consequent'] as Node);
			expression(node['alternate'] as Node);
		}
		if (node.type === 'LogicalExpression') expression(node['right'] as Node);
	}

	function attribute(node: Node, ofComponent: boolean): void {
		const name = node['name'] as string;
		const parts = (Array.isArray(node['value']) ? node['value'] : [node['value']]).filter(isNode);
		const textAsName =
			name === 'name' && ofComponent && parts.some((part) => TEXT_AS_NAME.test(String(part['data'])));
		if (!SPOKEN.test(name) && !(ofComponent && SPOKEN_BY_COMPONENTS.test(name)) && !textAsName) return;
		for (const part of parts) {
			if (part.type === 'Text') take(part.start, part['data'] as string);
			else expression(part['expression'] as Node);
		}
	}

	function visit(node: Node): void {
		if (node.type === 'Text') return take(node.start, node['data'] as string);
		if (node.type === 'ExpressionTag') return expression(node['expression'] as Node);
		if (typeof node['name'] === 'string' && CODE.has(node['name'])) return;
		if (Array.isArray(node['attributes']))
			for (const each of node['attributes'] as Node[])
				if (each.type === 'Attribute') attribute(each, node.type === 'Component');
		for (const key of ['fragment', 'body', 'consequent', 'alternate', 'fallback', 'pending', 'then', 'catch'])
			if (isNode(node[key])) visit(node[key]);
		if (Array.isArray(node['nodes'])) for (const each of node['nodes'] as Node[]) visit(each);
	}

	visit(parse(source, { modern: true }).fragment as unknown as Node);
	return found;
}
