/** The study: trains every encoding and seed that is asked for, with the page's own code, and says what came out. */
import { writeFile } from 'node:fs/promises';
import { parseConfig, CONFIG_RANGES, type TrainConfig } from '#lib/core/config.ts';
import { usualTableLearningRate } from '#lib/core/training-recipe.ts';
import { meanInterval, pairedDifference } from '#lib/core/statistics.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { nodeTrainers } from './node-trainers.ts';
import { checkIntegers, type IntegerCheck } from './integer-check.ts';
import { progressLine, provenanceOfNow } from './provenance.ts';
import { recordRun } from './recorder.ts';
import { USAGE, studyArguments, type StudyArguments } from './study-arguments.ts';
import { carryOut } from './study-plan.ts';
import { loadPictures } from './study-pictures.ts';
import { writeSummary } from './summary.ts';

/** One line of the results file. Accuracies are fractions 0..1. */
interface StudyResult {
	readonly encoding: string;
	readonly seed: number;
	readonly steps: number;
	readonly testAccuracy: number;
	readonly validationAccuracy: number;
	readonly stepsPerSecond: number;
	readonly snapshotHash: string;
	/** Test pictures whose integer argmax equals the fake-quantized one; absent where the first layer is float. */
	readonly integer?: IntegerCheck;
}

function configOf(args: StudyArguments, encoding: TrainConfig['encoding'], seed: number): TrainConfig {
	return parseConfig({
		encoding,
		data: args.data === 'materials' ? { kind: 'materials', light: args.light } : { kind: 'cifar-10' },
		seed,
		steps: args.steps,
		batchSize: args.batchSize,
		learningRate: args.learningRate ?? CONFIG_RANGES.learningRate.default,
		tableLearningRate: args.tableLearningRate ?? usualTableLearningRate(encoding),
		tableSmoothing: args.tableSmoothing ?? CONFIG_RANGES.tableSmoothing.default
	});
}

function printTable(results: readonly StudyResult[]): void {
	console.log('encoding          seed  test accuracy  steps/s');
	for (const r of results)
		console.log(
			[
				r.encoding.padEnd(16),
				String(r.seed).padStart(5),
				`${(100 * r.testAccuracy).toFixed(2)} %`.padStart(14),
				r.stepsPerSecond.toFixed(1).padStart(8),
				...(r.integer ? [`  integers equal on ${r.integer.equal} of ${r.integer.total}`] : [])
			].join(' ')
		);
}

const percent = (x: number): string => (100 * x).toFixed(2);

/** Means over the seeds with 95% intervals, and differences to the first encoding, seed by seed. */
function printSummary(results: readonly StudyResult[]): void {
	const bySeed = new Map<string, Map<number, number>>();
	for (const { encoding, seed, testAccuracy } of results)
		bySeed.set(encoding, (bySeed.get(encoding) ?? new Map<number, number>()).set(seed, testAccuracy));
	const [[firstName, first]] = bySeed;
	console.log(
		`\nmean of ${first.size} seeds, 95% interval; difference to ${firstName} in points, seed by seed`
	);
	for (const [name, accuracies] of bySeed) {
		const all = meanInterval([...accuracies.values()]);
		const apart = pairedDifference(accuracies, first);
		const line = `${name.padEnd(16)} ${percent(all.mean)} % (${percent(all.low)} to ${percent(all.high)})`;
		console.log(
			name === firstName
				? line
				: `${line}   ${percent(apart.mean)} (${percent(apart.low)} to ${percent(apart.high)})`
		);
	}
}

async function main(): Promise<void> {
	const args = studyArguments(process.argv.slice(2));
	if (!args) {
		console.log(USAGE);
		return;
	}
	if (args.summary) {
		await writeSummary();
		return;
	}
	if (args.plan !== undefined) {
		const cifar10 = args.data.startsWith('cifar10:') ? args.data : undefined;
		await carryOut(args.plan, { cifar10, share: args.share });
		return;
	}
	// Every config is checked before anything slow starts.
	const runs = args.seeds.flatMap((seed) =>
		args.encodings.map(({ name, encoding }) => ({ name, config: configOf(args, encoding, seed) }))
	);
	const provenance = provenanceOfNow();
	const splits = await loadPictures(args.data, args.light);
	const trainers = await nodeTrainers();
	const results: StudyResult[] = [];
	let run: RecordedRun | undefined;
	for (const [index, { name, config }] of runs.entries()) {
		const label = `run ${index + 1} of ${runs.length}, ${name}, seed ${config.seed}`;
		let integer: IntegerCheck | undefined;
		run = await recordRun(
			trainers,
			config,
			splits,
			provenance,
			progressLine(label, config.steps),
			async (trainer) => {
				if (args.checkInteger) integer = await checkIntegers(trainer, splits.test);
				if (args.network)
					await writeFile(args.network, encodeIntegerNetwork(foldNetwork(await trainer.snapshot())));
			}
		);
		const { testAccuracy, validationAccuracy, stepsPerSecond, snapshotHash } = run.final;
		const { seed, steps } = config;
		results.push({
			encoding: name,
			seed,
			steps,
			testAccuracy,
			validationAccuracy,
			stepsPerSecond,
			snapshotHash,
			...(integer ? { integer } : {})
		});
		// Written after every run, so that a study that is stopped has what it finished.
		if (args.out) await writeFile(args.out, `${JSON.stringify({ ...provenance, results }, null, '\t')}\n`);
	}
	const unequal = results.filter(({ integer }) => integer && integer.equal < integer.total);
	if (unequal.length > 0) process.exitCode = 1;
	if (args.record) await writeFile(args.record, `${JSON.stringify(run)}\n`);
	printTable(results);
	if (args.seeds.length > 1) printSummary(results);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
