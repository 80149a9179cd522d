// `npm start`: from a fresh clone to the course in a browser. Installs, builds and serves, each only where needed.
// It refuses to serve a build older than its sources, and to take another port than the one it was asked for.

import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { buildStamp, readStamp, root, siteFingerprint } from './files.mjs';
import { installMissingPackages } from './install.mjs';
import { explainPort, portNumber, serve } from './serve.mjs';
import { script, stage } from './stage.mjs';

readArguments(`Usage: npm start

Installs the packages if they are missing, builds the site if a source changed, serves it on http://localhost:4173.

  PORT=5000 npm start   serve on another port`);

const folder = join(root, 'build');
const port = process.env.PORT || '4173';

async function start() {
	// A taken port is said now, not after a minute of building.
	await (await serve({ folder, port: portNumber(port) })).close();
	installMissingPackages();
	if (!existsSync(join(folder, 'index.html')) || readStamp(buildStamp) !== siteFingerprint()) {
		console.log('Building the site (about a minute, only when a source changed) ...');
		if (!(await stage('build', [script('build')], { live: true }))) process.exit(1);
	}
	const { address } = await serve({ folder, port: portNumber(port) });
	console.log(`\n  A Word for Every Pixel: ${address}\n  Ctrl-C ends it.\n`);
}

try {
	await start();
} catch (error) {
	console.error(explainPort(error, port));
	process.exit(1);
}
