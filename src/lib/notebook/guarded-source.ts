/**
 * Where a cell's source gets its guards: what makes lists, objects and texts is counted, so that endless growth ends with a message in
 * its cell, and not with the browser's tab.
 *
 * Guards are only put in, on the line where they stand, and change no value; what they do is in frame/guards.ts. Arithmetic has none,
 * nor have loops as such: a call in a loop, however rare, makes it several times slower, and an endless one is ended from outside
 * (sandbox.ts). A fence against mistakes, not against malice.
 */
import type {
	AnonymousFunctionDeclaration,
	AnyNode,
	ArrowFunctionExpression,
	AssignmentExpression,
	CallExpression,
	Expression,
	FunctionDeclaration,
	FunctionExpression,
	MemberExpression,
	NewExpression,
	Pattern,
	Program
} from 'acorn';
import { childrenOf } from './free-names.ts';
import { GUARD, MARK } from './guard-text.ts';
import { holdsText, isNumeric, kindsOf, type Kind } from './value-kinds.ts';

/** Text to be put in before the character at `at`. */
export interface Insertion {
	readonly at: number;
	readonly text: string;
}

/** Bytes of an object, a list, a function and one entry, as 64-bit engines keep them, rounded up. */
const OBJECT_BYTES = 24;
const ENTRY_BYTES = 8;
const FUNCTION_BYTES = 64;
const NEW_BYTES = 64;
/** An async function or generator that is going on: its frame, its promise. */
const SUSPENDED_BYTES = 200;

/** @param insertions those at the same place in the order in which they shall stand */
export function insert(source: string, insertions: readonly Insertion[]): string {
	let made = '';
	let from = 0;
	for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
		made += source.slice(from, at) + text;
		from = at;
	}
	return made + source.slice(from);
}

type FunctionNode =
	FunctionDeclaration | AnonymousFunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

const isFunction = (node: AnyNode): node is FunctionNode =>
	['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);

/** Operators that may give an object an entry it did not have. */
const GROWING = new Set(['=', '??=', '||=', '&&=', '+=']);

/** A sum that may join texts: `a + b`, unless its operands are numbers for sure. */
const isSum = (node: AnyNode): boolean =>
	node.type === 'BinaryExpression' && node.operator === '+' && !isNumeric(node);

/** `Array(n)` and `new Array(n)` make their places at once. */
const isArray = (callee: AnyNode): boolean => callee.type === 'Identifier' && callee.name === 'Array';

/** The expression at the left edge of `new` X: a call there would take the place of X. */
function leftEdge(node: AnyNode): AnyNode[] {
	if (node.type === 'MemberExpression') return [node, ...leftEdge(node.object)];
	if (node.type === 'TaggedTemplateExpression') return [node, ...leftEdge(node.tag)];
	return [node];
}

class Walk {
	readonly insertions: Insertion[] = [];
	readonly #kinds: ReadonlyMap<string, Kind>;
	/** Expressions that stay as they are, though what is inside them may not. */
	readonly #bare = new Set<AnyNode>();

	constructor(program: Program) {
		this.#kinds = kindsOf(program);
	}

	#put(at: number, text: string): void {
		this.insertions.push({ at, text });
	}

	/** Passes the value of an expression through a guard. A list behind commas has brackets that its node does not tell of: it has none. */
	#through(node: AnyNode, guard: string, inside: () => void, bytes?: number): void {
		if (node.type === 'SequenceExpression') {
			inside();
			return;
		}
		this.#put(node.start, ` ${GUARD}_${guard}(`);
		inside();
		this.#put(node.end, `${bytes === undefined ? '' : `, ${bytes}`}${MARK})`);
	}

	#children(node: AnyNode): void {
		for (const each of childrenOf(node)) this.visit(each);
	}

	#function(node: FunctionNode): void {
		for (const each of node.params) this.visit(each);
		if (node.body.type !== 'BlockStatement') {
			this.#handedOn(node.body);
			return;
		}
		if (node.async || node.generator) this.#put(node.body.start + 1, ` ${GUARD}_began(${SUSPENDED_BYTES});`);
		this.#children(node.body);
	}

	/** A function that is an argument, an entry or an answer takes its name from nowhere, so that it can be passed through. */
	#handedOn(node: AnyNode): void {
		const named = !isFunction(node) || node.type === 'FunctionDeclaration';
		if (named) this.visit(node);
		else this.#through(node, 'made', () => this.visit(node), FUNCTION_BYTES);
	}

	/** `list[key] = value` may lengthen the list; `text += more` may lengthen the text. */
	#assignment(node: AssignmentExpression): void {
		const { left, right, operator } = node;
		if (left.type === 'MemberExpression' && this.#grows(left, operator)) {
			this.#through(left.object, 'grows', () => this.visit(left.object));
			this.visit(left.property);
		} else this.visit(left);
		if (this.#joins(left, operator, right)) this.#through(right, 'joined', () => this.visit(right));
		else this.visit(right);
	}

	#grows({ object, computed }: MemberExpression, operator: string): boolean {
		if (!computed || object.type === 'Super' || !GROWING.has(operator)) return false;
		return object.type !== 'Identifier' || this.#kinds.get(object.name) !== 'typed array';
	}

	#joins(left: Pattern, operator: string, right: Expression): boolean {
		if (operator === '=') return isSum(right);
		if (operator !== '+=' || isNumeric(right)) return false;
		return left.type !== 'Identifier' || this.#kinds.get(left.name) !== 'number' || holdsText(right);
	}

	/** Arguments and entries. */
	#each(nodes: readonly (AnyNode | null)[]): void {
		for (const each of nodes) if (each) this.#handedOn(each);
	}

	#call(node: CallExpression | NewExpression): void {
		this.visit(node.callee);
		this.#each(node.arguments);
	}

	#made(node: AnyNode, bytes: number, inside: () => void): void {
		if (this.#bare.has(node)) inside();
		else this.#through(node, 'made', inside, bytes);
	}

	visit(node: AnyNode): void {
		// eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- all other nodes only hold nodes
		switch (node.type) {
			case 'FunctionDeclaration':
			case 'FunctionExpression':
			case 'ArrowFunctionExpression':
				this.#function(node);
				return;
			case 'ObjectExpression':
				this.#made(node, OBJECT_BYTES + ENTRY_BYTES * node.properties.length, () => this.#children(node));
				return;
			case 'ArrayExpression': {
				const inside = (): void => this.#each(node.elements);
				const spreads = node.elements.some((each) => each?.type === 'SpreadElement');
				if (spreads && !this.#bare.has(node)) this.#through(node, 'many', inside);
				else this.#made(node, 2 * OBJECT_BYTES + ENTRY_BYTES * node.elements.length, inside);
				return;
			}
			case 'NewExpression': {
				for (const each of leftEdge(node.callee)) this.#bare.add(each);
				if (isArray(node.callee)) this.#through(node, 'many', () => this.#call(node));
				else this.#made(node, NEW_BYTES, () => this.#call(node));
				return;
			}
			case 'CallExpression':
				if (isArray(node.callee)) this.#through(node, 'many', () => this.#call(node));
				else this.#call(node);
				return;
			case 'ReturnStatement':
				if (node.argument) this.#handedOn(node.argument);
				return;
			case 'TemplateLiteral':
				if (this.#bare.has(node) || node.expressions.length === 0) this.#children(node);
				else this.#through(node, 'joined', () => this.#children(node));
				return;
			case 'TaggedTemplateExpression':
				this.visit(node.tag);
				this.#bare.add(node.quasi);
				this.visit(node.quasi);
				return;
			case 'YieldExpression':
				this.#through(node, 'sent', () => this.#children(node));
				return;
			case 'AssignmentExpression':
				this.#assignment(node);
				return;
			default:
				this.#children(node);
		}
	}
}

/** The guards of a program, in the order of their places. */
export function guardsOf(program: Program): Insertion[] {
	const walk = new Walk(program);
	for (const node of program.body) walk.visit(node);
	return walk.insertions;
}
