// Reads a script's command line: --help prints its usage, an unknown option prints what was wrong and ends with 2.
// It refuses to guess: nothing is abbreviated, nothing unknown is passed over.

import util from 'node:util';

/**
 * @param usage one screen of text
 * @param config as for node:util's parseArgs, without `help`
 */
export function readArguments(usage, { options = {}, allowPositionals = false } = {}) {
	try {
		const read = util.parseArgs({
			options: { ...options, help: { type: 'boolean', short: 'h' } },
			allowPositionals
		});
		if (!read.values.help) return read;
	} catch (error) {
		console.error(`${error.message}\n\n${usage}`);
		process.exit(2);
	}
	console.log(usage);
	process.exit(0);
}
