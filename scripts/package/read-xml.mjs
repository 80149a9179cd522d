// Reads the XML that a manifest is written in: elements, attributes, namespaces, text, the five named entities. It refuses what
// is not well formed, and document types, which a manifest has no use for and an attacker has.

const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text) {
	return text.replace(/&([^;]*;?)/g, (whole, name) => {
		const code = /^#(?:x([0-9a-f]+)|(\d+));$/i.exec(name);
		if (code) return String.fromCodePoint(code[1] ? parseInt(code[1], 16) : Number(code[2]));
		const character = name.endsWith(';') ? ENTITIES[name.slice(0, -1)] : undefined;
		if (character === undefined) throw new SyntaxError(`unknown entity ${whole}`);
		return character;
	});
}

function attributesOf(text) {
	const attributes = new Map();
	const rest = text.replace(/\s+([^\s=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g, (_, name, double, single) => {
		if (!NAME.test(name)) throw new SyntaxError(`no attribute's name: ${name}`);
		if (attributes.has(name)) throw new SyntaxError(`attribute ${name} stands twice`);
		attributes.set(name, decode(double ?? single));
		return '';
	});
	if (rest.trim() !== '') throw new SyntaxError(`attributes that cannot be read: ${rest.trim()}`);
	return attributes;
}

/** [namespace, local name] of a prefixed name; attributes without a prefix are in none. */
function resolve(name, scope, isAttribute) {
	const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
	if (prefix === '' && isAttribute) return ['', local];
	if (prefix === 'xml') return ['http://www.w3.org/XML/1998/namespace', local];
	if (prefix !== '' && !scope.has(prefix)) throw new SyntaxError(`the prefix ${prefix}: is not declared`);
	return [scope.get(prefix) ?? '', local];
}

function elementOf(name, text, parentScope) {
	const raw = attributesOf(text);
	const scope = new Map(parentScope);
	for (const [key, value] of raw) {
		if (key === 'xmlns') scope.set('', value);
		else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value);
	}
	const [namespace, local] = resolve(name, scope, false);
	const attributes = [...raw]
		.filter(([key]) => !/^xmlns(:|$)/.test(key))
		.map(([key, value]) => {
			const [of, local] = resolve(key, scope, true);
			return { namespace: of, name: local, value };
		});
	return { tag: name, namespace, name: local, attributes, children: [], text: '', scope };
}

/**
 * @param {string} xml
 * @returns the root element: { namespace, name, attributes: { namespace, name, value }[], children, text }
 * @throws SyntaxError that says what is not well formed
 */
export function readXml(xml) {
	const document = { children: [], text: '', scope: new Map(), tag: null };
	const open = [document];
	const token =
		/<\?xml[^?]*\?>|<!--(?:(?!--)[\s\S])*-->|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/y;
	let at = 0;
	while (at < xml.length) {
		token.lastIndex = at;
		const found = token.exec(xml);
		if (!found) throw new SyntaxError(`not well formed at: ${xml.slice(at, at + 40)}`);
		at = token.lastIndex;
		const [whole, closed, opened, attributes, empty] = found;
		const inside = open.at(-1);
		if (closed !== undefined) {
			if (inside.tag !== closed) throw new SyntaxError(`</${closed}> closes <${inside.tag}>`);
			open.pop();
		} else if (opened !== undefined) {
			if (!NAME.test(opened)) throw new SyntaxError(`no element's name: ${opened}`);
			const element = elementOf(opened, attributes, inside.scope);
			inside.children.push(element);
			if (!empty) open.push(element);
		} else if (!whole.startsWith('<')) {
			inside.text += decode(whole);
		}
	}
	if (open.length > 1) throw new SyntaxError(`<${open.at(-1).tag}> is not closed`);
	if (document.children.length !== 1 || document.text.trim() !== '')
		throw new SyntaxError('a document has one root element and no text around it');
	return document.children[0];
}
