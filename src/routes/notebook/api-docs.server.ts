/**
 * What a notebook's cell can call, read out of the library's own source: names, signatures and comments, by TypeScript's parser. The
 * list of modules is the program's (src/lib/notebook/frame/library.ts), so that the page cannot say other than what is there.
 */
import ts from 'typescript';

export interface ApiEntry {
	readonly room: string;
	readonly name: string;
	readonly signature: string;
	/** The comment's text without its tags. */
	readonly text: string;
	/** `@param`, `@returns` and `@throws`, as written. */
	readonly tags: readonly { readonly tag: string; readonly name: string; readonly text: string }[];
	/** Repository path of the file. */
	readonly source: string;
}

/** Entries of one file, in its order. */
export interface ApiModule {
	readonly room: string;
	readonly source: string;
	/** What the file says about itself. */
	readonly text: string;
	readonly entries: readonly ApiEntry[];
}

const FRAME = '/src/lib/notebook/frame/';
const sources = import.meta.glob<string>(
	['/src/lib/core/*.ts', '/src/lib/data/*.ts', '/src/lib/engines/*.ts', '/src/lib/notebook/frame/*.ts'],
	{ eager: true, query: '?raw', import: 'default' }
);

function parse(path: string): ts.SourceFile {
	const text = sources[path];
	if (text === undefined) throw new Error(`${path}: the library has no such file`);
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const commentText = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
	oneLine(ts.getTextOfJSDocComment(comment) ?? '');

function commentOf(node: ts.Node): Pick<ApiEntry, 'text' | 'tags'> {
	const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
	const doc = docs.at(-1);
	return {
		text: commentText(doc?.comment),
		tags: (doc?.tags ?? []).map((tag) => ({
			tag: tag.tagName.text,
			name: ts.isJSDocParameterTag(tag) ? tag.name.getText() : '',
			text: commentText(tag.comment)
		}))
	};
}

const parameters = (node: ts.SignatureDeclaration): string =>
	oneLine(`(${node.parameters.map((each) => each.getText()).join(', ')})`);
const returned = (node: ts.SignatureDeclaration): string =>
	node.type ? `: ${oneLine(node.type.getText())}` : '';
const isPrivate = (node: ts.ClassElement): boolean =>
	(node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
	(ts.canHaveModifiers(node) &&
		(ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.PrivateKeyword));

/** How a constant or function that is one expression looks from outside. */
function variableSignature(node: ts.VariableDeclaration): string {
	const { initializer, type, name } = node;
	if (initializer && ts.isArrowFunction(initializer))
		return `${name.getText()}${parameters(initializer)}${returned(initializer)}`;
	if (type) return `${name.getText()}: ${oneLine(type.getText())}`;
	const value = initializer ? oneLine(initializer.getText()) : '';
	return value !== '' && value.length <= 40 ? `${name.getText()} = ${value}` : name.getText();
}

/** The entries that one statement exports, or declares. */
function entriesOf(node: ts.Statement, room: string, source: string): ApiEntry[] {
	if (ts.isFunctionDeclaration(node) && node.name) {
		const name = node.name.text;
		return [
			{ room, name, signature: `${name}${parameters(node)}${returned(node)}`, ...commentOf(node), source }
		];
	}
	if (ts.isClassDeclaration(node) && node.name) {
		const name = node.name.text;
		return [
			{ room, name, signature: `class ${name}`, ...commentOf(node), source },
			...membersOf(node, name, source)
		];
	}
	if (!ts.isVariableStatement(node)) return [];
	return node.declarationList.declarations.map((each) => ({
		room,
		name: each.name.getText(),
		signature: variableSignature(each),
		...commentOf(node),
		source
	}));
}

/** Public members of a class that have a comment: what is said about the others is their name. */
function membersOf(node: ts.ClassDeclaration, room: string, source: string): ApiEntry[] {
	return node.members.flatMap((member) => {
		if (isPrivate(member) || !member.name) return [];
		const name = member.name.getText();
		const comment = commentOf(member);
		if (comment.text === '' || comment.text.startsWith('For the library alone')) return [];
		const isStatic =
			ts.canHaveModifiers(member) &&
			(ts.getModifiers(member) ?? []).some((each) => each.kind === ts.SyntaxKind.StaticKeyword);
		const prefix = isStatic ? `${room}.` : '';
		if (ts.isMethodDeclaration(member))
			return [
				{
					room,
					name,
					signature: `${prefix}${name}${parameters(member)}${returned(member)}`,
					...comment,
					source
				}
			];
		if (ts.isPropertyDeclaration(member) || ts.isGetAccessorDeclaration(member))
			return [
				{
					room,
					name,
					signature: `${name}${member.type ? `: ${oneLine(member.type.getText())}` : ''}`,
					...comment,
					source
				}
			];
		return [];
	});
}

const isExported = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.ExportKeyword);

/** The comment on top of a file. */
function fileText(file: ts.SourceFile): string {
	const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(file.text)?.[1] ?? '';
	return oneLine(comment.replace(/^\s*\* ?/gm, ''));
}

const repositoryPath = (path: string): string => path.slice(1);

function moduleOf(room: string, path: string): ApiModule {
	const file = parse(path);
	const source = repositoryPath(path);
	return {
		room,
		source,
		text: fileText(file),
		entries: file.statements.filter(isExported).flatMap((node) => entriesOf(node, room, source))
	};
}

/** Rooms of library.ts: from name to the modules spread into it. */
function libraryModules(): ApiModule[] {
	const file = parse(`${FRAME}library.ts`);
	const paths = new Map<string, string>();
	for (const node of file.statements) {
		if (!ts.isImportDeclaration(node)) continue;
		const bound = node.importClause?.namedBindings;
		if (bound && ts.isNamespaceImport(bound))
			paths.set(
				bound.name.text,
				(node.moduleSpecifier as ts.StringLiteral).text.replace('#lib/', '/src/lib/')
			);
	}
	return file.statements.filter(ts.isVariableStatement).flatMap((node) =>
		node.declarationList.declarations.flatMap(({ name, initializer }) => {
			if (!initializer || !ts.isObjectLiteralExpression(initializer)) return [];
			return initializer.properties.filter(ts.isSpreadAssignment).map(({ expression }) => {
				const path = paths.get(expression.getText());
				if (path === undefined) throw new Error(`library.ts: ${expression.getText()} is no imported module`);
				return moduleOf(name.getText(), path);
			});
		})
	);
}

/** The functions of draw.ts that its last object names. */
function drawModule(): ApiModule {
	const path = `${FRAME}draw.ts`;
	const file = parse(path);
	const names =
		/export const draw = \{([^}]*)\}/
			.exec(file.text)?.[1]
			.split(',')
			.map((each) => each.trim()) ?? [];
	const entries = file.statements
		.filter(ts.isFunctionDeclaration)
		.flatMap((node) => entriesOf(node, 'draw', repositoryPath(path)))
		.filter(({ name }) => names.includes(name));
	return { room: 'draw', source: repositoryPath(path), text: fileText(file), entries };
}

/** What makeLab puts together, and the run it answers with. */
function labModules(): ApiModule[] {
	const path = `${FRAME}lab.ts`;
	const file = parse(path);
	const source = repositoryPath(path);
	const lab: ApiEntry[] = [];
	const run: ApiEntry[] = [];
	for (const node of file.statements) {
		if (ts.isClassDeclaration(node) && node.name?.text === 'LabRun')
			run.push(...membersOf(node, 'run', source));
		if (!ts.isFunctionDeclaration(node) || node.name?.text !== 'makeLab') continue;
		const returns = node.body?.statements.find(ts.isReturnStatement)?.expression;
		if (!returns || !ts.isObjectLiteralExpression(returns))
			throw new Error('lab.ts: makeLab returns an object');
		for (const property of returns.properties) {
			const name = property.name?.getText() ?? '';
			const made =
				ts.isPropertyAssignment(property) && ts.isArrowFunction(property.initializer)
					? property.initializer
					: property;
			if (!ts.isFunctionLike(made)) continue;
			lab.push({
				room: 'lab',
				name,
				signature: `${name}${parameters(made)}${returned(made)}`,
				...commentOf(property),
				source
			});
		}
	}
	return [
		{ room: 'lab', source, text: fileText(file), entries: lab },
		{ room: 'run', source, text: 'What lab.train answers with.', entries: run }
	];
}

const SHOW: ApiModule = {
	room: '',
	source: 'src/lib/notebook/frame/cells.ts',
	text: 'Stands alone, without a room.',
	entries: [
		{
			room: '',
			name: 'show',
			signature: 'show(value: unknown): void',
			text: 'Shows a value, or a drawing, under the cell. The last expression of a cell is shown without it.',
			tags: [],
			source: 'src/lib/notebook/frame/cells.ts'
		}
	]
};

/** Everything, in the order of the page. */
export const API_MODULES: readonly ApiModule[] = [SHOW, drawModule(), ...labModules(), ...libraryModules()];
