/** Replays a recorded run from its config with the page's own code, and says whether everything came out equal. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseRecordedRun } from '#lib/run/parse-recorded-run.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { nodeTrainers } from './node-trainers.ts';
import { progressLine, provenanceOfNow } from './provenance.ts';
import { recordRun } from './recorder.ts';
import { loadPictures } from './study-pictures.ts';

const USAGE = `npm run verify -- FILE.json [--data cifar10:DIR]

Replays the recorded run in FILE (static/runs holds some, npm run study -- --record makes more) and compares pictures,
every loss, every evaluation, the table's whole history and the final network, byte for byte.

  --data cifar10:DIR   the .bin files, for a run on CIFAR-10
  --help`;

/** What must be equal, each under the name the reader is told. */
const claims = (run: RecordedRun): Readonly<Record<string, unknown>> => ({
	'training pictures': run.dataHash,
	'final network': run.final.snapshotHash,
	'test accuracy': run.final.testAccuracy,
	'validation accuracy': run.final.validationAccuracy,
	'confusion matrix': run.final.confusion,
	losses: run.losses,
	evaluations: run.evaluations,
	'history of the table': run.table
});

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		args: process.argv.slice(2),
		allowPositionals: true,
		options: { data: { type: 'string' }, help: { type: 'boolean' } }
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	if (positionals.length !== 1)
		throw new RangeError(`one file is expected, got ${positionals.length}\n\n${USAGE}`);
	const recorded = parseRecordedRun(JSON.parse(await readFile(positionals[0], 'utf8')));
	const { config } = recorded;
	const pictures = await loadPictures(
		config.data.kind === 'materials' ? 'materials' : (values.data ?? ''),
		config.data.kind === 'materials' ? config.data.light : recorded.dataName.endsWith(', dark') ? 0 : 1
	);
	const replayed = await recordRun(
		await nodeTrainers(),
		config,
		pictures,
		provenanceOfNow(),
		progressLine('replay', config.steps)
	);
	const [said, found] = [claims(recorded), claims(replayed)];
	let different = 0;
	for (const name of Object.keys(said)) {
		const equal = JSON.stringify(said[name]) === JSON.stringify(found[name]);
		if (!equal) different++;
		const detail = (x: unknown): string => (typeof x === 'object' ? '' : String(x));
		console.log(
			equal ? `equal      ${name}` : `DIFFERENT  ${name} ${detail(said[name])} ${detail(found[name])}`
		);
	}
	console.log(
		different === 0
			? `${positionals[0]} is verified: recorded ${recorded.date} by ${recorded.codeVersion}, replayed now.`
			: `${positionals[0]} is NOT what this code computes: ${different} of ${Object.keys(said).length} differ.`
	);
	if (different > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
