// Runs src/tools/NAME.ts in Node: bundles it to .cache/tools/NAME.cjs when a source changed, then starts it with the
// remaining arguments. It refuses to interpret those arguments, and hands exit codes and signals straight through.
//
// Why a bundle, and why CommonJS: tfjs-core's ES modules import each other without file extensions, which Node refuses,
// and the emscripten glue inside tfjs-backend-wasm calls require() and reads __dirname when it finds itself in Node.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { fingerprint, readStamp, root, writeStamp } from './files.mjs';
import { script } from './stage.mjs';

const sources = ['src/lib', 'src/tools', 'src/kernels', 'package-lock.json', 'scripts/tool.mjs'];
const toolsFolder = join(root, 'src/tools');
const cacheFolder = join(root, '.cache/tools');

function usage() {
	const names = existsSync(toolsFolder)
		? readdirSync(toolsFolder)
				.filter((file) => file.endsWith('.ts'))
				.map((file) => file.slice(0, -3))
		: [];
	return `Usage: node scripts/tool.mjs NAME [arguments of the tool]

Bundles src/tools/NAME.ts into .cache/tools/NAME.cjs when a source changed, then runs it in Node.
The tool's working folder is the repository's root.

Tools here: ${names.join(', ') || 'none yet'}
The tool's own help: node scripts/tool.mjs NAME --help`;
}

/** Written beside the target under a name of its own, then renamed: two runs at once never read half a bundle. */
async function bundle(name, target) {
	const unfinished = `${name}.${process.pid}.cjs`;
	await build({
		root,
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		ssr: { noExternal: true },
		build: {
			ssr: `src/tools/${name}.ts`,
			outDir: cacheFolder,
			emptyOutDir: false,
			target: 'node20',
			sourcemap: 'inline',
			// `import url from './x.wasm?url'` becomes a data: URL, which Node's fetch reads as the page's fetch reads a file.
			assetsInlineLimit: () => true,
			rolldownOptions: { output: { format: 'cjs', entryFileNames: unfinished, codeSplitting: false } }
		}
	});
	renameSync(join(cacheFolder, unfinished), target);
}

async function bundleIfChanged(name) {
	const target = join(cacheFolder, `${name}.cjs`);
	const stamp = join(cacheFolder, `${name}.stamp`);
	if (existsSync(target) && readStamp(stamp) === fingerprint(sources)) return target;
	const start = performance.now();
	const kernels = spawnSync(process.execPath, [script('kernels')], { cwd: root, stdio: ['ignore', 2, 2] });
	if (kernels.status !== 0) process.exit(1);
	const bundled = fingerprint(sources);
	await bundle(name, target);
	writeStamp(stamp, bundled);
	// Progress belongs to stderr: a tool's standard output may be piped into a file.
	console.error(`bundled src/tools/${name}.ts in ${((performance.now() - start) / 1000).toFixed(1)} s`);
	return target;
}

function run(target, args) {
	const child = spawn(process.execPath, ['--enable-source-maps', target, ...args], {
		cwd: root,
		stdio: 'inherit'
	});
	// A terminal sends Ctrl-C to the child as well; here it only must not end the parent first.
	process.on('SIGINT', () => {});
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => {
		if (signal === null) process.exit(code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name === '--help' || name === '-h') {
	console.log(usage());
	process.exit(name === undefined ? 2 : 0);
}
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(join(toolsFolder, `${name}.ts`))) {
	console.error(`There is no src/tools/${name}.ts.\n\n${usage()}`);
	process.exit(2);
}
try {
	run(await bundleIfChanged(name), args);
} catch (error) {
	// The bundler's message names the file and the line; its stack is its own.
	console.error(error.message);
	process.exit(1);
}
