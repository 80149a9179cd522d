// Import this first, for its effect: it ends the process, in clear words, under a Node older than package.json asks for.
// It refuses every newer feature of the language, so that an old Node still gets as far as the message.

import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '').split('.').map(Number);
const found = process.versions.node.split('.').map(Number);

if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
	console.error(
		`This needs Node ${needed.join('.')} or newer; here is ${process.versions.node} (${process.execPath}).\n` +
			'Install a current Node from https://nodejs.org and run the same command again.'
	);
	process.exit(1);
}
