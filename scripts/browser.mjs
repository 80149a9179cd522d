// Finds a Chromium for the end-to-end tests and the screenshots, or installs one; and says how to start it.
// It refuses to install behind anyone's back: findBrowser only looks, installBrowser is called by `npm test` alone.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright';
import { root } from './files.mjs';
import { program } from './stage.mjs';

const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'microsoft-edge-stable'
];
const FIXED_PATHS = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];
const PACKAGE_MANAGERS = {
	'apt-get': [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', 'chromium']
	],
	dnf: [['install', '-y', '-q', 'chromium']],
	pacman: [['-Sy', '--noconfirm', '--needed', 'chromium']],
	apk: [['add', '--quiet', 'chromium']]
};
const DOWNLOAD_LIMIT_MS = 180_000;
const INSTALL_LIMIT_MS = 600_000;

export const noBrowser =
	'No Chromium was found or could be installed. Any one of these helps: set CHROMIUM_PATH to the program, run ' +
	'`npx playwright install chromium`, or install chromium with the package manager of this system.';

const isRoot = process.getuid?.() === 0;

/** Software WebGL2 and WebGPU, so that a machine without a graphics card runs the same tests; nothing that phones home. */
export const launchArguments = [
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--enable-unsafe-webgpu',
	'--use-webgpu-adapter=swiftshader',
	'--no-first-run',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Chromium's sandbox refuses to run as root, which is what containers usually are.
	...(isRoot ? ['--no-sandbox'] : [])
];

/** The first of these programs that is there, or undefined. */
export const onPath = (names) =>
	names
		.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
		.find((path) => existsSync(path));

/** Playwright's own: the full browser if it is there, else the headless one, which Playwright finds by itself. */
function downloaded() {
	const path = chromium.executablePath();
	if (existsSync(path)) return { path, from: "Playwright's own" };
	const folder = path.split(/[/\\]/).find((part) => /^chromium-\d+$/.test(part));
	if (folder === undefined) return null;
	let browsers = dirname(path);
	while (basename(browsers) !== folder) browsers = dirname(browsers);
	const shell = join(dirname(browsers), folder.replace('chromium-', 'chromium_headless_shell-'));
	return existsSync(join(shell, 'INSTALLATION_COMPLETE'))
		? { path: undefined, from: "Playwright's own, headless" }
		: null;
}

function system() {
	const path = onPath(NAMES) ?? FIXED_PATHS.find((each) => existsSync(each));
	return path === undefined ? null : { path, from: path };
}

/**
 * Looks, and installs nothing. A `path` of undefined leaves the choice to Playwright.
 * @throws Error when CHROMIUM_PATH names no file
 */
export function findBrowser() {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen && !existsSync(chosen)) throw new Error(`CHROMIUM_PATH names no file: ${chosen}`);
	if (chosen) return { path: chosen, from: 'CHROMIUM_PATH' };
	return downloaded() ?? system();
}

function succeeds(command, args, timeout, stdio = ['ignore', 'inherit', 'inherit']) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return spawnSync(command, args, { cwd: root, stdio, timeout, env }).status === 0;
}

/** The commands of a package manager as this user may run them; null where there is no way. */
function asRoot(commands) {
	if (isRoot) return commands;
	return succeeds('sudo', ['-n', 'true'], 10_000, 'ignore')
		? commands.map((command) => ['sudo', '-n', ...command])
		: null;
}

function runAll(commands) {
	return asRoot(commands)?.every(([command, ...args]) => succeeds(command, args, INSTALL_LIMIT_MS)) ?? false;
}

function installFromSystem() {
	if (process.platform !== 'linux') return false;
	const manager = Object.keys(PACKAGE_MANAGERS).find((name) => onPath([name]));
	if (manager === undefined) return false;
	console.log(`Installing chromium with ${manager} ...`);
	return runAll(PACKAGE_MANAGERS[manager].map((args) => [manager, ...args]));
}

/** Debian's packages of these names; whether that worked. */
export function installPackages(names) {
	if (onPath(['apt-get']) === undefined) return false;
	console.log(`Installing ${names.join(', ')} with apt-get ...`);
	return runAll([
		['apt-get', 'update', '-qq'],
		['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names]
	]);
}

/** Playwright's download first, then the system's package manager; null when neither works. */
export function installBrowser() {
	console.log('No Chromium here yet. Downloading one (about 100 MB, once) ...');
	const install = [program('playwright'), 'install', '--only-shell', 'chromium'];
	// Its failure on a closed network is a page of stack traces, and the next way may still work.
	if (succeeds(process.execPath, install, DOWNLOAD_LIMIT_MS, 'ignore')) return downloaded();
	console.log('That did not work.');
	return installFromSystem() ? system() : null;
}
