// Runs one step of a longer job as a child process, prints one line for it with its seconds, and says whether it passed.
// A passing step's output is dropped, a failing one's is shown. It refuses to go on by itself: the caller decides.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';

const REPORT_EVERY_MS = 30_000;

/** The JavaScript file behind a package's command, so that no shell and no .cmd wrapper stands between. */
export function program(packageName, command = packageName) {
	const folder = join(root, 'node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** One of this folder's own scripts. */
export const script = (name) => join(root, 'scripts', `${name}.mjs`);

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * @param name what the line calls it
 * @param args a JavaScript file and its arguments, run by this Node in the repository's root
 * @param {{ env?: Record<string, string>, live?: boolean }} options live: show the output as it comes
 * @returns {Promise<boolean>} whether it ended with 0
 */
export async function stage(name, args, { env = {}, live = false } = {}) {
	const start = performance.now();
	// A piped child sees no terminal, and some programs colour whenever CI is set: say it either way.
	const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { FORCE_COLOR: undefined, NO_COLOR: '1' };
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { ...process.env, ...(live ? {} : color), ...env },
		stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
	});
	const output = [];
	child.stdout?.on('data', (chunk) => output.push(chunk));
	child.stderr?.on('data', (chunk) => output.push(chunk));
	const waiting = live
		? null
		: setInterval(() => console.log(`...     ${name}: ${seconds(start)} so far`), REPORT_EVERY_MS);

	const stop = (signal) => {
		child.kill(signal);
		process.exit(1);
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
	const code = await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	process.off('SIGTERM', stop);
	process.off('SIGINT', stop);
	clearInterval(waiting);

	if (code !== 0) process.stdout.write(Buffer.concat(output));
	console.log(`${code === 0 ? 'ok     ' : 'FAILED '} ${name.padEnd(10)} ${seconds(start).padStart(8)}`);
	return code === 0;
}
