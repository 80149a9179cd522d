// `npm run advisories`: asks the package registry for known security advisories on everything in package-lock.json, and records the
// answer in content/data/advisories.json, which the page /licences/ prints with its date. It refuses to take silence for "none".

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoriesOf } from './advisories-report.mjs';
import { readArguments } from './arguments.mjs';
import { root } from './files.mjs';

readArguments(`Usage: npm run advisories

Asks the registry (npm audit) about every package in package-lock.json, prints what is known, and writes
content/data/advisories.json. Ends with 1 where a package of the site itself has an advisory, with 2 where the registry
does not answer; then nothing is written.`);

const { stdout } = spawnSync('npm', ['audit', '--json'], {
	cwd: root,
	encoding: 'utf8',
	shell: process.platform === 'win32'
});
const inSite = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
	cwd: root,
	encoding: 'utf8',
	shell: process.platform === 'win32'
}).stdout;
try {
	const date = new Date().toISOString().slice(0, 10);
	const found = advisoriesOf(JSON.parse(stdout), inSite.split('\n'), date);
	writeFileSync(join(root, 'content/data/advisories.json'), `${JSON.stringify(found, null, '\t')}\n`);
	for (const { name, severity, title, inSite } of found.advisories)
		console.log(`${severity.padEnd(9)} ${name} (${inSite ? 'in the site' : 'tools only'}): ${title}`);
	console.log(`${found.packages} packages asked about on ${date}, ${found.advisories.length} advisories`);
	process.exitCode = found.advisories.some(({ inSite }) => inSite) ? 1 : 0;
} catch (cause) {
	console.error(`The registry was not able to say: ${cause.message}`);
	process.exitCode = 2;
}
