// Builds the site into build/: the kernels first, then the pages, then a stamp that tells `npm start` what was built.
// It refuses to leave a stamp behind a failed build.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { buildStamp, root, siteFingerprint, writeStamp } from './files.mjs';
import { bundledList } from './licences.mjs';
import { fillHeads } from './page-head.mjs';
import { leaveOwnStyles } from './page-styles.mjs';
import { program, script, stage } from './stage.mjs';

readArguments(`Usage: npm run build

Builds the kernels (src/kernels -> .wasm), then the static site into build/, then its list for offline use.
Serve it with npm start, or copy the folder to any web server: all its paths are relative.`);

rmSync(buildStamp, { force: true });
rmSync(bundledList, { force: true });
const built =
	(await stage('kernels', [script('kernels')])) &&
	(await stage('site', [program('vite'), 'build', '--logLevel=warn']));
if (!built) process.exit(1);
leaveOwnStyles(join(root, 'build'));
fillHeads(join(root, 'build'));
// After it: the list for offline use has every page's hash.
if (!(await stage('offline', [script('offline-list')]))) process.exit(1);
writeStamp(buildStamp, siteFingerprint());
