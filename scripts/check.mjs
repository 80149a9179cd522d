// `npm run check`: everything that can be known without a browser, cheapest first, stopping at the first failure.
// It refuses to repair anything: `npm run format` and `npx eslint --fix` do that.

import { readArguments } from './arguments.mjs';
import { program, script, stage } from './stage.mjs';

const stages = {
	sync: [program('@sveltejs/kit', 'svelte-kit'), 'sync'],
	kernels: [script('kernels')],
	format: [program('prettier'), '--check', '--log-level=warn', '.'],
	// The import rules of eslint-rooms.js are part of this one.
	lint: [program('eslint'), '--max-warnings=0', '.'],
	types: [program('svelte-check'), '--tsconfig=tsconfig.json', '--fail-on-warnings', '--output=human'],
	unit: [
		program('vitest'),
		'run',
		'--reporter=default',
		'--reporter=json',
		'--outputFile.json=.cache/reports/unit.json'
	]
};

const { positionals } = readArguments(
	`Usage: npm run check [-- STAGE...]

Runs these stages in order, or only the named ones: ${Object.keys(stages).join(', ')}`,
	{ allowPositionals: true }
);

const unknown = positionals.find((name) => !(name in stages));
if (unknown !== undefined) {
	console.error(`There is no stage ${unknown}; there are ${Object.keys(stages).join(', ')}`);
	process.exit(2);
}
for (const [name, args] of Object.entries(stages)) {
	if (positionals.length > 0 && !positionals.includes(name)) continue;
	if (!(await stage(name, args))) process.exit(1);
}
