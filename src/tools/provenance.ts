/** What a tool says about itself: when and by which code a result was made, and how far it has come. */
import { execFileSync } from 'node:child_process';
import type { Provenance } from './recorder.ts';

const git = (...args: string[]): string =>
	execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The commit the code stands at, with a plus where files were changed since. */
function codeVersion(): string {
	try {
		return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain', '--', 'src') ? '+' : '');
	} catch {
		return 'unknown';
	}
}

export const provenanceOfNow = (): Provenance => ({
	date: new Date().toISOString().slice(0, 10),
	codeVersion: codeVersion()
});

/** One line that is written over itself on a terminal, and now and then a new one in a log. */
export function progressLine(label: string, steps: number): (step: number) => void {
	let last = -Infinity;
	return (step) => {
		const now = performance.now();
		const terminal = process.stderr.isTTY;
		if (step < steps && now - last < (terminal ? 200 : 5000)) return;
		last = now;
		const text = `${label}: step ${step} of ${steps}`;
		process.stderr.write(terminal ? `\r${text}\u001b[K${step < steps ? '' : '\n'}` : `${text}\n`);
	};
}
