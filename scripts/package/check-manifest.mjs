// Checks imsmanifest.xml against SCORM 1.2: the rules of the Content Aggregation Model and of the schemas imscp_rootv1p1p2 and
// adlcp_rootv1p2, as far as a package with scored content of this kind uses them. It refuses elements and attributes that these
// schemas do not have, and does not look into metadata beyond the schema's name and version.

import { ADLCP, IMSCP, hrefOf } from './manifest.mjs';
import { readXml } from './read-xml.mjs';

/** The schema's colon-free name. Letters outside ASCII are allowed there and not here: platforms use identifiers in addresses. */
const NC_NAME = /^[A-Za-z_][\w.-]*$/;
/** The smallest permitted maximums of the binding. */
const LONGEST = { version: 20, title: 200, href: 2000 };
const LAUNCHABLE = /^(sco|asset)$/;

/** Elements of imscp in the order in which each parent has them, and how many of each; adlcp's are behind its prefix. */
const SHAPES = {
	manifest: {
		attributes: ['identifier', 'version', 'xml:base'],
		children: [
			['metadata', 1, 1],
			['organizations', 1, 1],
			['resources', 1, 1],
			['manifest', 0, Infinity]
		]
	},
	metadata: {
		attributes: [],
		children: [
			['schema', 1, 1],
			['schemaversion', 1, 1],
			['adlcp:location', 0, Infinity]
		]
	},
	schema: { attributes: [], children: [] },
	schemaversion: { attributes: [], children: [] },
	organizations: { attributes: ['default'], children: [['organization', 1, Infinity]] },
	organization: {
		attributes: ['identifier', 'structure'],
		children: [
			['title', 1, 1],
			['item', 1, Infinity],
			['metadata', 0, 1]
		]
	},
	item: {
		attributes: ['identifier', 'identifierref', 'isvisible', 'parameters'],
		children: [
			['title', 1, 1],
			['item', 0, Infinity],
			['metadata', 0, 1],
			['adlcp:prerequisites', 0, 1],
			['adlcp:maxtimeallowed', 0, 1],
			['adlcp:timelimitaction', 0, 1],
			['adlcp:datafromlms', 0, 1],
			['adlcp:masteryscore', 0, 1]
		]
	},
	title: { attributes: [], children: [] },
	resources: { attributes: ['xml:base'], children: [['resource', 1, Infinity]] },
	resource: {
		attributes: ['identifier', 'type', 'xml:base', 'href', 'adlcp:scormtype'],
		children: [
			['metadata', 0, 1],
			['file', 0, Infinity],
			['dependency', 0, Infinity]
		]
	},
	file: { attributes: ['href'], children: [['metadata', 0, 1]] },
	dependency: { attributes: ['identifierref'], children: [] }
};

const PREFIXES = { '': '', [IMSCP]: '', [ADLCP]: 'adlcp:', 'http://www.w3.org/XML/1998/namespace': 'xml:' };
const nameOf = ({ namespace, name }) => `${PREFIXES[namespace] ?? `{${namespace}}`}${name}`;
const valueOf = (element, wanted) => element.attributes.find((each) => nameOf(each) === wanted)?.value;
const childrenOf = (element, name) => element.children.filter((each) => nameOf(each) === name);
const everything = (element) => [element, ...element.children.flatMap(everything)];

/** Order, number and names of what an element holds. */
function shapeProblems(element) {
	const shape = element.namespace === IMSCP ? SHAPES[element.name] : null;
	if (!shape) return [];
	const problems = element.attributes
		.filter((each) => !shape.attributes.includes(nameOf(each)))
		.map((each) => `<${element.name}> has no attribute ${nameOf(each)}`);
	const names = shape.children.map(([name]) => name);
	for (const child of element.children)
		if (!names.includes(nameOf(child))) problems.push(`<${element.name}> has no <${nameOf(child)}>`);
	for (const [name, least, most] of shape.children) {
		const count = childrenOf(element, name).length;
		if (count < least || count > most)
			problems.push(
				`<${element.name}> has ${least === most ? 'one' : `${least} or more`} <${name}>, got ${count}`
			);
	}
	const order = element.children.map((child) => names.indexOf(nameOf(child)));
	if (order.some((place, index) => index > 0 && place < order[index - 1]))
		problems.push(`in <${element.name}> the order is ${names.join(', ')}`);
	return problems;
}

function identifierProblems(all) {
	const problems = [];
	const seen = new Set();
	for (const element of all) {
		if (!['manifest', 'organization', 'item', 'resource'].includes(element.name)) continue;
		const identifier = valueOf(element, 'identifier');
		if (identifier === undefined || !NC_NAME.test(identifier))
			problems.push(`<${element.name}> needs an identifier of letters, digits, - _ ., got ${identifier}`);
		else if (seen.has(identifier)) problems.push(`the identifier ${identifier} stands twice`);
		seen.add(identifier);
	}
	return problems;
}

function metadataProblems(root) {
	const [metadata] = childrenOf(root, 'metadata');
	if (!metadata) return [];
	const said = (name) => childrenOf(metadata, name)[0]?.text.trim();
	return [
		...(said('schema') === 'ADL SCORM' ? [] : [`<schema> must be ADL SCORM, got ${said('schema')}`]),
		...(said('schemaversion') === '1.2' ? [] : [`<schemaversion> must be 1.2, got ${said('schemaversion')}`])
	];
}

function organizationProblems(root, resources) {
	const all = everything(root);
	const [organizations] = childrenOf(root, 'organizations');
	const problems = [];
	const standard = organizations && valueOf(organizations, 'default');
	const known = organizations ? childrenOf(organizations, 'organization') : [];
	if (!known.some((each) => valueOf(each, 'identifier') === standard))
		problems.push(`<organizations default> must name an organization, got ${standard}`);
	for (const item of all.filter(({ name }) => name === 'item')) {
		const reference = valueOf(item, 'identifierref');
		const isLeaf = childrenOf(item, 'item').length === 0;
		if (reference === undefined && isLeaf) problems.push('an <item> without items needs an identifierref');
		if (reference !== undefined && !resources.some((each) => valueOf(each, 'identifier') === reference))
			problems.push(`an <item> names the resource ${reference}, which is not there`);
		if (!['true', 'false', undefined].includes(valueOf(item, 'isvisible')))
			problems.push(`isvisible must be true or false, got ${valueOf(item, 'isvisible')}`);
	}
	for (const title of all.filter(({ name }) => name === 'title'))
		if (title.text.trim() === '' || title.text.length > LONGEST.title)
			problems.push(`a <title> has 1 to ${LONGEST.title} characters, got ${title.text.length}`);
	return problems;
}

/** A relative address, encoded, that stays in the package; null when it is one. */
function hrefProblem(href) {
	if (href === undefined || href === '' || href.length > LONGEST.href) return 'is missing or too long';
	if (/^[a-z][\w+.-]*:|^\/|\\/i.test(href)) return 'must be relative, with / between';
	if (href.split('/').some((part) => part === '..' || part === '.')) return 'must not go up';
	return /^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})+$/i.test(href.split(/[?#]/)[0]) ? null : 'must be encoded';
}

function resourceProblems(resources, names) {
	const problems = [];
	const listed = [];
	for (const resource of resources) {
		const id = valueOf(resource, 'identifier');
		if (valueOf(resource, 'type') !== 'webcontent')
			problems.push(`resource ${id} must have the type webcontent`);
		const kind = valueOf(resource, 'adlcp:scormtype');
		if (!LAUNCHABLE.test(kind ?? ''))
			problems.push(`resource ${id} needs adlcp:scormtype sco or asset, got ${kind}`);
		const files = childrenOf(resource, 'file').map((file) => valueOf(file, 'href'));
		listed.push(...files);
		const start = valueOf(resource, 'href');
		if (kind === 'sco' && start === undefined) problems.push(`resource ${id} is a SCO and needs an href`);
		if (start !== undefined && !files.includes(start.split(/[?#]/)[0]))
			problems.push(`resource ${id} opens ${start}, which is none of its files`);
		for (const dependency of childrenOf(resource, 'dependency'))
			if (!resources.some((each) => valueOf(each, 'identifier') === valueOf(dependency, 'identifierref')))
				problems.push(
					`resource ${id} depends on ${valueOf(dependency, 'identifierref')}, which is not there`
				);
	}
	for (const href of listed) {
		const problem = hrefProblem(href);
		if (problem) problems.push(`the address ${JSON.stringify(href)} ${problem}`);
	}
	const expected = new Set(names.map(hrefOf));
	for (const href of new Set(listed))
		if (!expected.has(href)) problems.push(`${href} is listed and not there`);
	for (const href of expected) if (!listed.includes(href)) problems.push(`${href} is there and not listed`);
	if (new Set(listed).size < listed.length) problems.push('a file is listed twice');
	return problems;
}

/**
 * @param {string} xml the manifest
 * @param {Iterable<string>} files every name in the package, the manifest's own included
 * @returns {string[]} what is wrong; empty when it keeps the rules
 */
export function manifestProblems(xml, files) {
	const names = [...files];
	const problems = names.includes('imsmanifest.xml')
		? []
		: ['imsmanifest.xml must be at the top of the package'];
	let root;
	try {
		root = readXml(xml);
	} catch (error) {
		return [...problems, `imsmanifest.xml: ${error.message}`];
	}
	if (root.name !== 'manifest' || root.namespace !== IMSCP)
		return [...problems, `the root must be <manifest> in ${IMSCP}`];
	const version = valueOf(root, 'version') ?? '';
	if (version.length > LONGEST.version) problems.push(`version has at most ${LONGEST.version} characters`);
	const all = everything(root);
	const resources = all.filter(({ name }) => name === 'resource');
	return [
		...problems,
		...all.flatMap(shapeProblems),
		...identifierProblems(all),
		...metadataProblems(root),
		...organizationProblems(root, resources),
		...resourceProblems(
			resources,
			names.filter((name) => name !== 'imsmanifest.xml')
		)
	];
}
