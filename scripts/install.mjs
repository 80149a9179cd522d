// Installs the packages of package-lock.json where they are missing or of another version; otherwise does nothing.
// It refuses to change the lock file, and to download a browser: scripts/browser.mjs does that, when a test needs one.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';

const wantedPath = join(root, 'package-lock.json');
/** What npm writes when it has finished; an interrupted install leaves none or an older one. */
const installedPath = join(root, 'node_modules/.package-lock.json');

const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** Optional packages are left out: most of them are built for another system. */
function isInstalled() {
	if (!existsSync(installedPath)) return false;
	const installed = packagesIn(installedPath);
	return Object.entries(packagesIn(wantedPath)).every(
		([path, wanted]) =>
			path === '' || wanted.optional || wanted.devOptional || installed[path]?.integrity === wanted.integrity
	);
}

/** @throws Error when npm ends with anything but 0; what npm said is already on the screen */
export function installMissingPackages() {
	if (isInstalled()) return;
	console.log(
		'Installing packages from package-lock.json (about a minute, only when the lock file changed) ...'
	);
	const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false'];
	// Under `npm start` npm names its own file, which spares a shell; on Windows npm itself is a shell script.
	const npm = process.env.npm_execpath;
	const [command, shell] = npm ? [process.execPath, false] : ['npm', process.platform === 'win32'];
	const { status } = spawnSync(command, npm ? [npm, ...args] : args, {
		cwd: root,
		shell,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
	});
	if (status !== 0) throw new Error('npm ci failed: is this machine online? `npm ci` shows the whole story.');
}
