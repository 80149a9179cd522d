// A package that only one tool of this project needs, fetched once into .cache and never listed: Lighthouse alone brings 185 MB.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './files.mjs';

/**
 * The package as a module. Without a way to npm's registry it says so and ends the program with 2: nothing was done.
 * @param {string} name on npm
 * @param {string} version exact
 * @param {string} entry its file to import, from node_modules
 */
export async function fetchedPackage(name, version, entry) {
	const folder = join(root, '.cache', `${name}-${version}`);
	const file = join(folder, 'node_modules', entry);
	if (!existsSync(file)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
		console.log(`Installing ${name} ${version} into .cache ...`);
		const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
		const args = [
			'install',
			'--no-audit',
			'--no-fund',
			'--ignore-scripts',
			'--loglevel=error',
			`${name}@${version}`
		];
		const { status, error } = spawnSync(npm, args, {
			cwd: folder,
			stdio: 'inherit',
			shell: npm.endsWith('.cmd')
		});
		if (status !== 0 || !existsSync(file)) {
			rmSync(folder, { recursive: true, force: true });
			const why = error ? error.message : `npm ended with ${status}`;
			console.error(
				`${name} ${version} could not be installed (${why}). It needs npm and a way to its registry.`
			);
			process.exit(2);
		}
	}
	return import(pathToFileURL(file).href);
}
