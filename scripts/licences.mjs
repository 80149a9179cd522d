// Which packages are really in the built site, and under which licences: a Vite plugin that notes every package with code, styles
// or files in a bundle, and the list that the page /licences/ shows. It refuses a licence that is not known to be compatible with
// Apache-2.0, so that no other comes in unseen.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './files.mjs';

/** What may be shipped inside a work under Apache-2.0, or beside it as OFL's fonts. */
export const COMPATIBLE = [
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'ISC',
	'MIT',
	'OFL-1.1',
	'Unlicense'
];

/** Written by the build, read when the page is made. */
const LIST = '.cache/bundled-packages.json';
export const bundledList = join(root, LIST);

/** Compiled into the kernels by their own compiler, which no bundle sees. */
const IN_KERNELS = ['assemblyscript'];

/** The package that a module belongs to: `d3-shape`, `@lezer/common`; undefined for the site's own. The innermost counts. */
export function packageOf(id) {
	const [path] = id.replaceAll('\\', '/').split('?');
	const after = path.split('/node_modules/').slice(1).at(-1);
	return after?.match(/^(?:@[^/]+\/)?[^/]+/)?.[0];
}

const folderOf = (id) => {
	const [path] = id.replaceAll('\\', '/').split('?');
	const name = packageOf(id);
	return path.slice(0, path.lastIndexOf(`/node_modules/${name}`) + `/node_modules/${name}`.length);
};

/**
 * A Vite plugin, for the site and for its workers. What has been shaken out of a bundle does not count; styles and files that a
 * module only names do.
 */
export function bundledPackages() {
	return {
		name: 'bundled-packages',
		generateBundle(_options, bundle) {
			// The prerendering program stays on the machine that builds.
			if (this.environment?.config?.build?.ssr) return;
			const folders = new Set(existsSync(bundledList) ? JSON.parse(readFileSync(bundledList, 'utf8')) : []);
			for (const output of Object.values(bundle)) {
				const modules = Object.entries(output.modules ?? {})
					.filter(([id, { renderedLength }]) => renderedLength > 0 || /\.(css|wasm)/.test(id))
					.map(([id]) => id);
				// Fonts and wasm, which only have an address in the code.
				const files = (output.originalFileNames ?? []).map((path) => resolve(root, path));
				for (const id of [...modules, ...files]) if (packageOf(id)) folders.add(folderOf(id));
			}
			mkdirSync(dirname(bundledList), { recursive: true });
			writeFileSync(bundledList, JSON.stringify([...folders].sort()));
		}
	};
}

/**
 * The licence of a package in SPDX's words: of several to choose from, the first that fits.
 * @throws Error when it names none, or none that is compatible
 */
export function licenceOf({ name, license }) {
	const choices = String(license ?? '')
		.replace(/[()]/g, '')
		.split(/\s+OR\s+/);
	const fits = choices.find((each) => each.split(/\s+AND\s+/).every((one) => COMPATIBLE.includes(one)));
	if (fits === undefined)
		throw new Error(
			`${name} has the licence ${JSON.stringify(license)}; compatible are ${COMPATIBLE.join(', ')}`
		);
	return fits;
}

const person = (author) => (typeof author === 'string' ? author.replace(/\s*[<(].*$/, '') : author?.name);

/** The licence's words out of the package; where it brings none, the standard ones with the author's name. */
function textOf(folder, { name, author }, licence, repository) {
	const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
	if (file) return readFileSync(join(folder, file), 'utf8').trim();
	if (licence === 'Apache-2.0') return readFileSync(join(repository, 'LICENSE'), 'utf8').trim();
	const holder = person(author) ?? `the authors of ${name}`;
	return `The package names the ${licence} licence and brings no copy of it. Copyright: ${holder}. The words are at https://spdx.org/licenses/${licence}.html`;
}

/**
 * @param {string[]} folders of packages
 * @param {string} repository its own licence stands for packages under Apache-2.0 that bring none
 * @returns {{ name: string, version: string, licence: string, text: string }[]} by name
 * @throws Error as `licenceOf`
 */
export function licencesOf(folders, repository = root) {
	return folders
		.map((folder) => {
			const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
			const licence = licenceOf(about);
			return {
				name: about.name,
				version: about.version,
				licence,
				text: textOf(folder, about, licence, repository)
			};
		})
		.sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The list for the built site; without a build, as in development, an empty one.
 * @param {string} repository its folder: a page is made by a program that lies elsewhere
 */
export function bundledLicences(repository) {
	const list = join(repository, LIST);
	if (!existsSync(list)) return [];
	const kernels = IN_KERNELS.map((name) => join(repository, 'node_modules', name));
	return licencesOf([...JSON.parse(readFileSync(list, 'utf8')), ...kernels], repository);
}
