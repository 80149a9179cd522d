/** Compiles the AssemblyScript kernels in src/kernels to WebAssembly beside their sources, when a source is newer. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const FOLDER = fileURLToPath(new URL('../src/kernels/', import.meta.url));

/** The modules: source, output, and the instruction sets they may use. Sources can tell which ones they are compiled for. */
const MODULES = [
	{ entry: 'train.ts', output: 'train.wasm', features: ['simd'] },
	{ entry: 'infer.ts', output: 'infer.wasm', features: ['simd'] },
	{ entry: 'infer.ts', output: 'infer-relaxed.wasm', features: ['simd', 'relaxed-simd'] },
	{ entry: 'peak.ts', output: 'peak.wasm', features: ['simd'] },
	{ entry: 'peak.ts', output: 'peak-relaxed.wasm', features: ['simd', 'relaxed-simd'] }
];

if (process.argv.includes('--help')) {
	console.log(
		'npm run kernels [-- --force]\n\nCompiles src/kernels/*.ts to src/kernels/*.wasm where a source is newer; --force always.'
	);
	process.exit(0);
}

const newestSource = Math.max(
	...readdirSync(FOLDER)
		.filter((name) => name.endsWith('.ts'))
		.map((name) => statSync(FOLDER + name).mtimeMs),
	statSync(fileURLToPath(import.meta.url)).mtimeMs
);

for (const { entry, output, features } of MODULES) {
	if (
		!process.argv.includes('--force') &&
		existsSync(FOLDER + output) &&
		statSync(FOLDER + output).mtimeMs > newestSource
	)
		continue;
	const started = performance.now();
	const { error, stderr } = await asc.main([
		FOLDER + entry,
		...['--outFile', FOLDER + output],
		...features.flatMap((feature) => ['--enable', feature]),
		...['--runtime', 'stub'],
		// Memory is the host's: tfjs's, or an engine's. The kernels keep nothing in it, so they bring no data and no stack.
		...['--importMemory', '--noAssert', '--use', 'abort='],
		...['-O3', '--converge']
	]);
	if (error) {
		console.error(`${stderr}\nkernels: ${output} did not compile: ${error.message}`);
		process.exit(1);
	}
	console.log(
		`kernels: ${output}, ${statSync(FOLDER + output).size} bytes, ${Math.round(performance.now() - started)} ms`
	);
}
