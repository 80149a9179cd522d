// `npm run status`: collects what the last test runs reported into content/data/status.json, which the page About prints.
// It runs no test and makes up no figure: a report that is not there is "not run".

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, platform } from 'node:os';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { root } from './files.mjs';
import { statusOf } from './status-report.mjs';

readArguments(`Usage: npm run status

Reads .cache/reports, left by npm test, npm run test:browsers, npm run test:faults, npm run test:access
and npm run lighthouse,
and writes content/data/status.json. Commit it: the page About shows it.`);

const REPORTS = ['unit', 'browser', 'browsers', 'links', 'weight', 'faults', 'access', 'lighthouse'];

function read(name) {
	const path = join(root, `.cache/reports/${name}.json`);
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const processors = cpus();
const status = statusOf(Object.fromEntries(REPORTS.map((name) => [name, read(name)])), {
	commit: execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
	date: new Date().toISOString().slice(0, 10),
	machine: `${processors.length} cores, ${processors[0].model.trim()}, ${platform()}, no graphics card`
});
writeFileSync(join(root, 'content/data/status.json'), `${JSON.stringify(status, null, '\t')}\n`);
for (const [name, found] of Object.entries({
	...status.tests,
	faults: status.faults,
	access: status.access,
	lighthouse: status.lighthouse
}))
	console.log(`${name.padEnd(10)} ${found === null ? 'not run' : JSON.stringify(found).slice(0, 100)}`);
