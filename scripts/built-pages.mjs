// The pages of a built site as what they name: addresses and anchors. It reads HTML by its tags alone, which is enough
// for what this site's own build writes, and refuses to guess about any other.

import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesUnder } from './files.mjs';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);

/** Every .html file under `folder`: its path in the site, with / between, and its text without comments. */
export function builtPages(folder) {
	return filesUnder(folder)
		.filter((path) => path.endsWith('.html'))
		.map((path) => ({
			path: relative(folder, path).split(sep).join('/'),
			html: readFileSync(join(path), 'utf8').replace(/<!--[\s\S]*?-->/g, '')
		}));
}

/** Values of an attribute on any tag, or only on tags named `tag`. Code that is shown is text, and has no tags. */
export function attributes(html, name, tag = '[a-z][\\w-]*') {
	const found = html.matchAll(
		new RegExp(`<${tag}\\b[^>]*?\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'gi')
	);
	return [...found].map(([, double, single, bare]) => decode(double ?? single ?? bare));
}
