/** Replays a recorded run, a run of a recorded study, or a receipt, with the page's own code, and says whether all came out equal. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { TrainConfig } from '#lib/core/config.ts';
import { decodeHistory, type StoredFrame } from '#lib/core/table-history.ts';
import { PIXEL_VALUES, wordLengthOf } from '#lib/core/encoding.ts';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import { parseRecordedRun } from '#lib/run/parse-recorded-run.ts';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import { compareReceipts, type Receipt } from '#lib/run/receipt.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { configOfRun, type RecordedStudy, type StudyRun } from '#lib/run/recorded-study.ts';
import { nodeTrainers } from './node-trainers.ts';
import { progressLine, provenanceOfNow } from './provenance.ts';
import { recordRun } from './recorder.ts';
import { loadPictures } from './study-pictures.ts';

const USAGE = `npm run verify -- FILE.json [options]

Replays what FILE claims and compares: of a recorded run (static/runs/hero.json; npm run study -- --record makes more) pictures,
every loss, every evaluation, the table's whole history and the final network, byte for byte; of a recorded study
(static/runs/study-*.json) the same for the runs asked for; of a receipt (the lab saves them) its network and accuracies.

  --data cifar10:DIR   the .bin files, for a run on CIFAR-10
  --encoding NAME      of a study: the encoding to replay       [the first]
  --seed N             of a study: the seed to replay           [its first]
  --all                of a study: every run; this takes hours
  --help`;

/** One thing that was claimed, beside what the replay found. */
interface Compared {
	readonly claim: string;
	readonly said: string;
	readonly found: string;
	readonly agrees: boolean;
	readonly tolerance?: string;
}

const inWords = (x: unknown): string => (typeof x === 'object' ? '' : String(x));

/** Claims under the names the reader is told, compared exactly. */
function exactly(
	said: Readonly<Record<string, unknown>>,
	found: Readonly<Record<string, unknown>>
): Compared[] {
	return Object.keys(said).map((claim) => ({
		claim,
		said: inWords(said[claim]),
		found: inWords(found[claim]),
		agrees: JSON.stringify(said[claim]) === JSON.stringify(found[claim])
	}));
}

async function replay(
	config: TrainConfig,
	dataName: string,
	folder: string | undefined
): Promise<RecordedRun> {
	if (config.data.kind === 'own')
		throw new RangeError(
			'this run learned from its reader’s own pictures: replay its receipt in the lab, where they are'
		);
	if (config.data.kind === 'cifar-10' && folder === undefined)
		throw new RangeError(
			'this run learned from CIFAR-10: name the folder of its files with --data cifar10:DIR'
		);
	const pictures = await loadPictures(
		config.data.kind === 'materials' ? 'materials' : (folder as string),
		config.data.kind === 'materials' ? config.data.light : dataName.endsWith(', dark') ? 0 : 1
	);
	return recordRun(
		await nodeTrainers(),
		config,
		pictures,
		provenanceOfNow(),
		progressLine('replay', config.steps)
	);
}

const runClaims = (run: RecordedRun): Readonly<Record<string, unknown>> => ({
	'training pictures': run.dataHash,
	'final network': run.final.snapshotHash,
	'test accuracy': run.final.testAccuracy,
	'validation accuracy': run.final.validationAccuracy,
	'confusion matrix': run.final.confusion,
	losses: run.losses,
	evaluations: run.evaluations,
	'history of the table': run.table
});

/** The table at the end of a history, as text; what came before it is thinned differently in a study. */
function lastTable(table: readonly StoredFrame[], config: TrainConfig): string {
	const frames = decodeHistory(table, PIXEL_VALUES * wordLengthOf(config.encoding));
	return frames[frames.length - 1]?.levels.join('') ?? '';
}

function studyClaims(
	dataHash: string,
	run: StudyRun,
	config: TrainConfig
): Readonly<Record<string, unknown>> {
	return {
		'training pictures': dataHash,
		'final network': run.snapshotHash,
		'test accuracy': run.testAccuracy,
		'validation accuracy': run.validationAccuracy,
		'confusion matrix': run.confusion,
		'accuracy curve': run.accuracies,
		'final table': [lastTable(run.table, config)]
	};
}

async function verifyStudyRun(
	study: RecordedStudy,
	run: StudyRun,
	folder: string | undefined
): Promise<Compared[]> {
	const config = configOfRun(study, run);
	const replayed = await replay(config, study.dataName, folder);
	const { testAccuracy, validationAccuracy, confusion, snapshotHash } = replayed.final;
	const found: StudyRun = {
		...run,
		...{ testAccuracy, validationAccuracy, confusion, snapshotHash, table: replayed.table },
		accuracies: replayed.evaluations.map((e) => e.accuracy)
	};
	return exactly(studyClaims(study.dataHash, run, config), studyClaims(replayed.dataHash, found, config));
}

async function verifyReceipt(receipt: Receipt, folder: string | undefined): Promise<Compared[]> {
	const { config, dataHash, final } = await replay(receipt.config, receipt.dataName, folder);
	const { testAccuracy, validationAccuracy, snapshotHash } = final;
	const found = { ...receipt, config, dataHash, testAccuracy, validationAccuracy, snapshotHash };
	return compareReceipts(receipt, { ...found, backend: 'wasm' });
}

/** @returns whether everything agrees */
function say(what: string, compared: readonly Compared[]): boolean {
	for (const { claim, said, found, agrees, tolerance } of compared)
		console.log(
			agrees
				? `${tolerance ? 'agrees   ' : 'equal    '}  ${claim}${tolerance ? `, ${said} and ${found}, ${tolerance}` : ''}`
				: `DIFFERENT  ${claim}  recorded ${said}  found ${found}${tolerance ? `, expected ${tolerance}` : ''}`
		);
	const different = compared.filter(({ agrees }) => !agrees).length;
	console.log(
		different === 0
			? `${what} is verified: replayed now.`
			: `${what} is NOT what this code computes: ${different} of ${compared.length} differ.`
	);
	return different === 0;
}

function chosenRuns(
	study: RecordedStudy,
	{ encoding, seed, all }: { encoding?: string; seed?: string; all?: boolean }
): readonly StudyRun[] {
	if (all) return study.runs;
	const ofEncoding = study.runs.filter((run) => run.encoding === (encoding ?? study.runs[0].encoding));
	const run = ofEncoding.find((r) => seed === undefined || r.seed === Number(seed));
	if (!run)
		throw new RangeError(
			`${study.name} has no run of ${encoding ?? study.runs[0].encoding}${seed === undefined ? '' : ` with seed ${seed}`}; its encodings are ${Object.keys(study.encodings).join(', ')}`
		);
	return [run];
}

async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseArgs({
		args: process.argv.slice(2),
		allowPositionals: true,
		options: {
			data: text,
			encoding: text,
			seed: text,
			all: { type: 'boolean' },
			help: { type: 'boolean' }
		}
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	if (positionals.length !== 1)
		throw new RangeError(`one file is expected, got ${positionals.length}\n\n${USAGE}`);
	const [path] = positionals;
	const data = JSON.parse(await readFile(path, 'utf8')) as { format?: unknown } | null;
	let verified = true;
	if (data?.format === 'awep-study') {
		const study = parseRecordedStudy(data);
		for (const run of chosenRuns(study, values)) {
			const what = `${path}, ${run.encoding}, seed ${run.seed}, recorded ${study.date} by ${study.codeVersion},`;
			verified = say(what, await verifyStudyRun(study, run, values.data)) && verified;
		}
	} else if (data?.format === 'awep-receipt') {
		const receipt = parseReceipt(data);
		verified = say(`${path}, of ${receipt.date},`, await verifyReceipt(receipt, values.data));
	} else {
		const run = parseRecordedRun(data);
		const replayed = await replay(run.config, run.dataName, values.data);
		verified = say(
			`${path}, recorded ${run.date} by ${run.codeVersion},`,
			exactly(runClaims(run), runClaims(replayed))
		);
	}
	if (!verified) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
