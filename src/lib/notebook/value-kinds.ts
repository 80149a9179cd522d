/**
 * What can be told of values by reading a program: expressions that are numbers for sure, and names that only ever begin as numbers or
 * as typed arrays. Names are taken as words, without their scopes: one that is declared in two ways is not told of.
 */
import type { AnyNode, Program } from 'acorn';
import { boundIn, childrenOf } from './free-names.ts';

export type Kind = 'number' | 'typed array' | 'other';

/** What such operators make are numbers, whatever they are given. */
const ARITHMETIC = new Set(['-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>']);

/** Whether an expression is a number for sure. */
export function isNumeric(node: AnyNode): boolean {
	if (node.type === 'Literal') return typeof node.value === 'number';
	if (node.type === 'UnaryExpression') return ['-', '+', '~'].includes(node.operator);
	if (node.type !== 'BinaryExpression') return node.type === 'UpdateExpression';
	return (
		ARITHMETIC.has(node.operator) || (node.operator === '+' && isNumeric(node.left) && isNumeric(node.right))
	);
}

/** Whether a text is written somewhere in an expression. */
export const holdsText = (node: AnyNode): boolean =>
	node.type === 'TemplateLiteral' ||
	(node.type === 'Literal' && typeof node.value === 'string') ||
	childrenOf(node).some(holdsText);

const TYPED = /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32|Float64|BigInt64|BigUint64)Array$/;

function kindOf(init: AnyNode | null | undefined): Kind {
	if (!init) return 'other';
	if (isNumeric(init)) return 'number';
	const typed =
		init.type === 'NewExpression' && init.callee.type === 'Identifier' && TYPED.test(init.callee.name);
	return typed ? 'typed array' : 'other';
}

/** Each name that is declared anywhere in the program, and what it begins as. */
export function kindsOf(program: Program): Map<string, Kind> {
	const kinds = new Map<string, Kind>();
	const tell = (name: string, kind: Kind): void => {
		kinds.set(name, (kinds.get(name) ?? kind) === kind ? kind : 'other');
	};
	const visit = (node: AnyNode): void => {
		if (node.type === 'VariableDeclarator') {
			if (node.id.type === 'Identifier') tell(node.id.name, kindOf(node.init));
			else for (const name of boundIn(node.id)) tell(name, 'other');
		}
		if ('params' in node) for (const name of node.params.flatMap(boundIn)) tell(name, 'other');
		for (const each of childrenOf(node)) visit(each);
	};
	visit(program);
	return kinds;
}
