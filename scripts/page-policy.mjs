// Checks that every page of the built site carries the policy of scripts/policy.mjs, whole, before anything that could break it:
// each inline script and style by its hash, no handler in an attribute, no address that is code, nothing from another host.
// It refuses an exception for one page. The room of notebook cells has another policy, which is checked for what it must close.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';
import { PAGE_DIRECTIVES } from './policy.mjs';
import { report } from './site-report.mjs';

const ROOM = 'notebook/frame.html';
const ROOM_MUST = ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"];

/** What a tag of the page fetches, as opposed to where its links lead. */
const LOADS = ['script', 'img', 'iframe', 'video', 'audio', 'source', 'embed', 'input'];

/** The policy as a map from directive to its sources; null where the page has none. */
function policyOf(html) {
	const [, tag] = html.match(/(<meta\b[^>]*http-equiv="content-security-policy"[^>]*>)/i) ?? [];
	const [content] = tag ? attributes(tag, 'content', 'meta') : [];
	if (content === undefined) return null;
	const directives = content.split(';').map((each) => each.trim().split(/\s+/));
	return new Map(
		directives.map(([name, ...sources]) => [name, sources.map((one) => one.replaceAll("'", ''))])
	);
}

const sha256 = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Every tag of the page that is no text of a script or listing. */
const tagsOf = (html) =>
	html.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/gi, '$1').match(/<[a-z][^>]*>/gi) ?? [];

function problemsOf(html) {
	const policy = policyOf(html);
	if (!policy) return ['it has no policy'];
	const problems = [];
	const inline = [
		...html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*type="application\/)[^>]*>([\s\S]*?)<\/script>/gi)
	];
	const hashes = inline.map(([, code]) => sha256(code));
	const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/gi)].map(([, css]) => sha256(css));
	const own = { 'script-src': hashes, 'style-src-elem': styles };
	for (const [name, wanted] of Object.entries(PAGE_DIRECTIVES)) {
		const has = policy.get(name) ?? [];
		const allowed = [...wanted, ...(own[name] ?? [])];
		const more = has.filter((each) => !allowed.includes(each));
		const less = allowed.filter((each) => !has.includes(each));
		if (more.length > 0) problems.push(`${name} lets through ${more.join(' ')}`);
		if (less.length > 0) problems.push(`${name} lacks ${less.join(' ')}`);
	}
	const known = Object.keys(PAGE_DIRECTIVES);
	for (const name of policy.keys())
		if (!known.includes(name)) problems.push(`${name} is a directive that nobody wrote`);
	const before = html.slice(0, html.search(/<meta\b[^>]*content-security-policy/i));
	if (/<script(?![^>]*\ssrc=)/i.test(before)) problems.push('a script stands before the policy');
	for (const tag of tagsOf(html)) {
		if (/\son\w+\s*=/i.test(tag.replace(/="[^"]*"/g, '=""')))
			problems.push(`a handler in ${tag.slice(0, 120)}`);
		if (/(?:href|src|action)="?\s*javascript:/i.test(tag))
			problems.push(`an address that is code in ${tag.slice(0, 120)}`);
	}
	for (const tag of LOADS)
		for (const address of attributes(html, 'src', tag))
			if (/^([a-z]+:)?\/\//i.test(address)) problems.push(`${tag} from another host: ${address}`);
	for (const tag of html.match(/<link\b[^>]*>/gi) ?? [])
		if (/href="([a-z]+:)?\/\//i.test(tag) && !/rel="(canonical|license)"/.test(tag))
			problems.push(`${tag} is of another host`);
	return problems;
}

function roomProblems(html) {
	const missing = ROOM_MUST.filter((each) => !html.includes(each));
	return missing.map((each) => `the room of notebook cells does not say ${each}`);
}

/**
 * @param {string} folder a built site
 * @returns {{ page: string, problems: string[] }[]} one entry a page
 */
export function checkPolicy(folder) {
	return builtPages(folder).map(({ path, html }) => ({
		page: path,
		problems: path === ROOM ? roomProblems(html) : problemsOf(html)
	}));
}

if (process.argv[1]?.endsWith('page-policy.mjs')) {
	readArguments(`Usage: node scripts/page-policy.mjs

Checks that every page in build/ carries the site's policy, and nothing that the policy would have to stop.`);
	report('policy', checkPolicy(join(root, 'build')), (page) => `${page} runs only what its policy names`);
}
