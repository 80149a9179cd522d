/**
 * Which names a program declares at its top, which it takes from outside, and which of those it assigns to.
 *
 * A walk over the tree that acorn makes, with JavaScript's own scopes: function, block, catch, class. It computes nothing else.
 */
import type { AnyNode, Pattern, Program, VariableDeclaration } from 'acorn';

export interface ProgramNames {
	/** Declared at the top level, in order. */
	readonly declared: readonly string[];
	/** Read or written, and declared nowhere in the program. */
	readonly free: ReadonlySet<string>;
	/** Free names that the program assigns to. */
	readonly assigned: ReadonlySet<string>;
	/** Line of the first import(), which a cell may not call; null without one. */
	readonly importLine: number | null;
}

interface Scope {
	readonly names: Set<string>;
	readonly outer: Scope | null;
}

/** The names a pattern binds: `a`, `{ b, c: [d] = [] }`, `...e`. */
export function boundIn(pattern: Pattern): string[] {
	switch (pattern.type) {
		case 'Identifier':
			return [pattern.name];
		case 'ObjectPattern':
			return pattern.properties.flatMap((each) =>
				boundIn(each.type === 'RestElement' ? each.argument : each.value)
			);
		case 'ArrayPattern':
			return pattern.elements.flatMap((each) => (each ? boundIn(each) : []));
		case 'RestElement':
			return boundIn(pattern.argument);
		case 'AssignmentPattern':
			return boundIn(pattern.left);
		case 'MemberExpression':
			return [];
		default:
			return pattern satisfies never;
	}
}

const declaredBy = (node: VariableDeclaration): string[] =>
	node.declarations.flatMap(({ id }) => boundIn(id));

/** Names that a list of statements declares for itself. */
function declaredIn(statements: readonly AnyNode[]): string[] {
	return statements.flatMap((node) => {
		if (node.type === 'VariableDeclaration') return declaredBy(node);
		if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
			return node.id ? [node.id.name] : [];
		return [];
	});
}

/** Keys of a node under which other nodes hang. */
export function childrenOf(node: AnyNode): AnyNode[] {
	return Object.values(node)
		.flat()
		.filter(
			(each): each is AnyNode => typeof each === 'object' && each !== null && typeof each.type === 'string'
		);
}

/** `var` belongs to its function, however deep it stands. */
function hoisted(node: AnyNode): string[] {
	if (/Function|Class/.test(node.type)) return [];
	const own = node.type === 'VariableDeclaration' && node.kind === 'var' ? declaredBy(node) : [];
	return [...own, ...childrenOf(node).flatMap(hoisted)];
}

class Walk {
	readonly free = new Set<string>();
	readonly assigned = new Set<string>();
	importLine: number | null = null;

	#refer(name: string, scope: Scope, assigns: boolean): void {
		for (let at: Scope | null = scope; at; at = at.outer) if (at.names.has(name)) return;
		this.free.add(name);
		if (assigns) this.assigned.add(name);
	}

	#all(nodes: readonly (AnyNode | null | undefined)[], scope: Scope): void {
		for (const node of nodes) if (node) this.visit(node, scope);
	}

	#block(statements: readonly AnyNode[], outer: Scope, more: readonly string[] = []): void {
		const scope = { names: new Set([...more, ...declaredIn(statements)]), outer };
		this.#all(statements, scope);
	}

	/** The targets of an assignment; what stands inside them, such as a default, is read. */
	#assign(target: Pattern, scope: Scope): void {
		for (const name of boundIn(target)) this.#refer(name, scope, true);
		this.#pattern(target, scope);
	}

	/** Defaults, computed keys and members inside a pattern. */
	#pattern(pattern: Pattern, scope: Scope): void {
		switch (pattern.type) {
			case 'Identifier':
				return;
			case 'ObjectPattern':
				for (const each of pattern.properties) {
					if (each.type === 'RestElement') this.#pattern(each.argument, scope);
					else {
						if (each.computed) this.visit(each.key, scope);
						this.#pattern(each.value, scope);
					}
				}
				return;
			case 'ArrayPattern':
				for (const each of pattern.elements) if (each) this.#pattern(each, scope);
				return;
			case 'RestElement':
				this.#pattern(pattern.argument, scope);
				return;
			case 'AssignmentPattern':
				this.#pattern(pattern.left, scope);
				this.visit(pattern.right, scope);
				return;
			case 'MemberExpression':
				this.visit(pattern, scope);
				return;
			default:
				pattern satisfies never;
		}
	}

	#function(params: readonly Pattern[], body: AnyNode, outer: Scope, ownName: string | undefined): void {
		const names = new Set(['arguments', ...params.flatMap(boundIn), ...hoisted(body)]);
		if (ownName !== undefined) names.add(ownName);
		const scope = { names, outer };
		for (const each of params) this.#pattern(each, scope);
		if (body.type === 'BlockStatement') this.#block(body.body, scope);
		else this.visit(body, scope);
	}

	visit(node: AnyNode, scope: Scope): void {
		// eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- all other nodes only hold nodes
		switch (node.type) {
			case 'Identifier':
				this.#refer(node.name, scope, false);
				return;
			case 'MemberExpression':
				this.visit(node.object, scope);
				if (node.computed) this.visit(node.property, scope);
				return;
			case 'Property':
			case 'MethodDefinition':
			case 'PropertyDefinition':
				if (node.computed) this.visit(node.key, scope);
				if (node.value) this.visit(node.value, scope);
				return;
			case 'AssignmentExpression':
				this.#assign(node.left, scope);
				if (node.operator !== '=' && node.left.type === 'Identifier') this.visit(node.left, scope);
				this.visit(node.right, scope);
				return;
			case 'UpdateExpression':
				this.#assign(node.argument as Pattern, scope);
				return;
			case 'VariableDeclaration':
				for (const { id, init } of node.declarations) {
					this.#pattern(id, scope);
					if (init) this.visit(init, scope);
				}
				return;
			case 'FunctionDeclaration':
			case 'FunctionExpression':
			case 'ArrowFunctionExpression':
				this.#function(node.params, node.body, scope, node.id?.name);
				return;
			case 'ClassDeclaration':
			case 'ClassExpression': {
				const inner = { names: new Set(node.id ? [node.id.name] : []), outer: scope };
				this.#all([node.superClass, ...node.body.body], inner);
				return;
			}
			case 'BlockStatement':
			case 'StaticBlock':
				this.#block(node.body, scope);
				return;
			case 'SwitchStatement':
				this.visit(node.discriminant, scope);
				this.#block(
					node.cases.flatMap((each) => [...(each.test ? [each.test] : []), ...each.consequent]),
					scope
				);
				return;
			case 'ForStatement':
			case 'ForInStatement':
			case 'ForOfStatement': {
				const head = node.type === 'ForStatement' ? node.init : node.left;
				const declared = head?.type === 'VariableDeclaration' ? declaredBy(head) : [];
				const inner = { names: new Set(declared), outer: scope };
				if (node.type === 'ForStatement') this.#all([head, node.test, node.update, node.body], inner);
				else {
					if (head && head.type !== 'VariableDeclaration') this.#assign(head as Pattern, inner);
					this.#all([node.right, node.body], inner);
				}
				return;
			}
			case 'CatchClause':
				this.#block(node.body.body, scope, node.param ? boundIn(node.param) : []);
				return;
			case 'LabeledStatement':
				this.visit(node.body, scope);
				return;
			case 'ImportExpression':
				this.importLine ??= node.loc?.start.line ?? null;
				this.visit(node.source, scope);
				return;
			case 'BreakStatement':
			case 'ContinueStatement':
			case 'MetaProperty':
				return;
			default:
				this.#all(childrenOf(node), scope);
		}
	}
}

/** The names of a whole program. */
export function programNames(program: Program): ProgramNames {
	const declared = [...new Set([...declaredIn(program.body), ...program.body.flatMap(hoisted)])];
	const walk = new Walk();
	const scope = { names: new Set(declared), outer: null };
	for (const node of program.body) walk.visit(node, scope);
	return { declared, free: walk.free, assigned: walk.assigned, importLine: walk.importLine };
}
