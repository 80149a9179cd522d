/**
 * Carries out a plan of runs: trains what is missing, keeps each finished run in .cache, and writes the recorded study once all
 * are there. A study that is stopped goes on where it was; two processes share one by taking every second run.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG_RANGES, parseConfig, type TrainConfig } from '#lib/core/config.ts';
import { usualTableLearningRate } from '#lib/core/training-recipe.ts';
import { entryBits, isTableEncoding, wordLengthOf } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import { topLevel, unitLevel } from '#lib/core/quantize.ts';
import { decodeSnapshot, encodeSnapshot } from '#lib/core/snapshot.ts';
import { valueHistogram } from '#lib/data/histogram.ts';
import { dataHash } from '#lib/data/data-hash.ts';
import type { Splits } from '#lib/data/dataset.ts';
import type { Engine } from '#lib/engines/engine.ts';
import { wasmEngine } from '#lib/engines/wasm-engine.ts';
import { compileWasm } from '#lib/engines/wasm-kernels.ts';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import type { RecordedLatents } from '#lib/run/recorded-latents.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import type { RecordedStudy, StudyRun } from '#lib/run/recorded-study.ts';
import { HISTOGRAM_PICTURES } from '#lib/train/trainer.ts';
import { checkIntegers } from './integer-check.ts';
import { nodeTrainers } from './node-trainers.ts';
import { progressLine, provenanceOfNow } from './provenance.ts';
import { recordRun, thin, type Provenance } from './recorder.ts';
import { STUDY_PLANS, type StudyPlan } from './study-plans.ts';
import { loadPictures } from './study-pictures.ts';

/** Losses kept of a run: means of so many equal stretches. */
const LOSSES = 50;
/** Frames of the table kept of a study's first seed; of the others, the last alone. */
const FRAMES = 40;

/** A finished run as it waits in .cache for the others. */
interface FinishedRun extends Provenance {
	readonly config: TrainConfig;
	readonly run: StudyRun;
}

export interface PlanOptions {
	/** "cifar10:" and the folder of its .bin files; only asked for where a plan needs them. */
	readonly cifar10: string | undefined;
	/** This process takes runs `first`, `first` + `every`, ... */
	readonly share: { readonly first: number; readonly every: number };
}

function configOf(plan: StudyPlan, name: string, seed: number): TrainConfig {
	const encoding = plan.encodings[name];
	return parseConfig({
		encoding,
		data: plan.data === 'materials' ? { kind: 'materials', light: plan.light } : { kind: 'cifar-10' },
		seed,
		steps: plan.steps,
		batchSize: CONFIG_RANGES.batchSize.default,
		learningRate: CONFIG_RANGES.learningRate.default,
		tableLearningRate: usualTableLearningRate(encoding),
		tableSmoothing: plan.tableSmoothing ?? CONFIG_RANGES.tableSmoothing.default
	});
}

/** Means of equal stretches, three decimals. */
function stretches(losses: readonly number[]): number[] {
	return Array.from({ length: LOSSES }, (_, i) => {
		const own = losses.slice(
			Math.floor((i * losses.length) / LOSSES),
			Math.floor(((i + 1) * losses.length) / LOSSES)
		);
		return Number((own.reduce((a, b) => a + b, 0) / own.length).toFixed(3));
	});
}

function studyRun(name: string, recorded: RecordedRun, integer: StudyRun['integer']): StudyRun {
	const { testAccuracy, validationAccuracy, confusion, snapshotHash } = recorded.final;
	return {
		encoding: name,
		seed: recorded.config.seed,
		testAccuracy,
		validationAccuracy,
		confusion,
		accuracies: recorded.evaluations.map((e) => e.accuracy),
		losses: stretches(recorded.losses),
		snapshotHash,
		table: recorded.table,
		...(integer ? { integer } : {})
	};
}

const cacheFolder = (plan: string): string => join('.cache/studies', plan);
const fileOf = (plan: string, encoding: string, seed: number): string =>
	join(cacheFolder(plan), `${encoding.replaceAll(' ', '_')}-${seed}.json`);

/** Beside a run lies its final network, so that it can be looked into without training again. */
const snapshotFile = (path: string): string => path.replace(/json$/, 'snapshot');

/** The run in .cache, where it is there and of this very config. */
async function finished(path: string, config: TrainConfig): Promise<FinishedRun | null> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch {
		return null;
	}
	const found = JSON.parse(text) as FinishedRun;
	return JSON.stringify(found.config) === JSON.stringify(config) ? found : null;
}

/** Under another name first: a process that is stopped leaves no half file. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
	await writeFile(`${path}.new`, content);
	await rename(`${path}.new`, path);
}

interface Job {
	readonly name: string;
	readonly config: TrainConfig;
	readonly path: string;
}

/** Seed by seed, so that a study that is stopped has whole comparisons. */
function jobsOf(planName: string, plan: StudyPlan): Job[] {
	return plan.seeds.flatMap((seed) =>
		Object.keys(plan.encodings).map((name) => ({
			name,
			config: configOf(plan, name, seed),
			path: fileOf(planName, name, seed)
		}))
	);
}

/** On wasm, which the tests hold equal to the reference: that one takes as long as a short run. */
async function integerEngine(): Promise<Engine> {
	return wasmEngine(await compileWasm('base', await readFile('src/kernels/infer.wasm')));
}

async function train(job: Job, plan: StudyPlan, pictures: Splits, label: string): Promise<void> {
	const provenance = provenanceOfNow();
	const firstSeed = job.config.seed === plan.seeds[0];
	let integer: StudyRun['integer'];
	const recorded = await recordRun(
		await nodeTrainers(),
		job.config,
		pictures,
		provenance,
		progressLine(label, job.config.steps),
		async (trainer) => {
			await writeWhole(snapshotFile(job.path), encodeSnapshot(await trainer.snapshot()));
			integer = await checkIntegers(trainer, pictures.test, await integerEngine());
		},
		(frames) => (firstSeed ? thin(frames, FRAMES) : frames.slice(-1))
	);
	const run: FinishedRun = {
		...provenance,
		config: job.config,
		run: studyRun(job.name, recorded, integer)
	};
	await writeWhole(job.path, JSON.stringify(run));
	const accuracy = (100 * recorded.final.testAccuracy).toFixed(2);
	console.log(
		`${label}: ${accuracy} %${integer ? `, integers equal on ${integer.equal} of ${integer.total}` : ''}`
	);
	if (integer && integer.equal < integer.total) process.exitCode = 1;
}

/** The study as a file: one line a run, so that a difference between two versions can be read. */
function textOf(study: RecordedStudy): string {
	const { runs, ...head } = study;
	const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
	return `${JSON.stringify(head).slice(0, -1)},"runs":[\n${lines}\n]}\n`;
}

function assemble(
	planName: string,
	plan: StudyPlan,
	pictures: Splits,
	runs: readonly FinishedRun[]
): RecordedStudy {
	const [{ config }] = runs;
	const versions = [...new Set(runs.map((run) => run.codeVersion))];
	if (versions.length > 1)
		throw new Error(
			`the runs of ${planName} were made by different code (${versions.join(', ')}); delete ${cacheFolder(planName)} and start again`
		);
	return parseRecordedStudy({
		format: 'awep-study',
		version: 1,
		name: planName,
		title: plan.title,
		date: runs.map((run) => run.date).sort()[runs.length - 1],
		codeVersion: versions[0],
		backend: 'wasm',
		dataName: pictures.train.name,
		dataHash: dataHash(pictures.train),
		classNames: pictures.train.classNames,
		histogram: Array.from(valueHistogram(pictures.train, HISTOGRAM_PICTURES)),
		config,
		encodings: Object.fromEntries(
			Object.entries(plan.encodings).map(([name, encoding]) => [
				name,
				{ encoding, tableLearningRate: usualTableLearningRate(encoding) }
			])
		),
		runs: runs.map(({ run }) => run)
	});
}

/** Trained networks for the pages: as integers where the network folds, and as the snapshot where it does not or is asked for. */
async function keepNetworks(planName: string, plan: StudyPlan): Promise<void> {
	await mkdir('static/networks', { recursive: true });
	for (const name of plan.keep ?? []) {
		const file = snapshotFile(fileOf(planName, name, plan.seeds[0]));
		const bytes = new Uint8Array(await readFile(file));
		const folds = isTableEncoding(plan.encodings[name]);
		const path = `static/networks/${name}`;
		if (folds) await writeWhole(`${path}.lbn`, encodeIntegerNetwork(foldNetwork(decodeSnapshot(bytes))));
		if (!folds || plan.keepSnapshots?.includes(name)) await writeWhole(`${path}.awep`, bytes);
	}
}

/** The nearest whole thousandth that rounds to the same level as the latent itself. */
function thousandthOf(latent: number, top: number): number {
	const nearest = Math.round(1000 * latent);
	const level = unitLevel(latent, top);
	return [nearest, nearest - 1, nearest + 1].find((n) => unitLevel(n / 1000, top) === level) ?? nearest;
}

/** Latent tables for figures, as the whole thousandths that parse-recorded-latents.ts reads back. */
async function keepLatents(planName: string, plan: StudyPlan, runs: readonly FinishedRun[]): Promise<void> {
	for (const name of plan.keepLatents ?? []) {
		const [seed] = plan.seeds;
		const snapshot = decodeSnapshot(
			new Uint8Array(await readFile(snapshotFile(fileOf(planName, name, seed))))
		);
		const found = runs.find(({ run }) => run.encoding === name && run.seed === seed);
		if (!snapshot.table || !found)
			throw new Error(`the run of ${name}, seed ${seed}, holds no learned table`);
		const top = topLevel(entryBits(snapshot.spec.encoding));
		const recorded: RecordedLatents = {
			format: 'awep-latents',
			version: 1,
			study: planName,
			encoding: name,
			seed,
			step: snapshot.step,
			date: found.date,
			snapshotHash: found.run.snapshotHash,
			wordLength: wordLengthOf(snapshot.spec.encoding),
			thousandths: Array.from(snapshot.table, (x) => thousandthOf(x, top))
		};
		await writeWhole(`static/runs/latents-${planName}-${name}.json`, `${JSON.stringify(recorded)}\n`);
	}
}

/**
 * Train what is missing of a plan, and write static/runs/study-NAME.json when nothing is.
 * @throws RangeError when there is no such plan, or it needs CIFAR-10 and no folder was given
 */
export async function carryOut(planName: string, { cifar10, share }: PlanOptions): Promise<void> {
	if (!Object.hasOwn(STUDY_PLANS, planName))
		throw new RangeError(`--plan must be one of ${Object.keys(STUDY_PLANS).join(', ')}, got "${planName}"`);
	const plan = STUDY_PLANS[planName];
	if (plan.data === 'cifar-10' && cifar10 === undefined)
		throw new RangeError(`the plan ${planName} needs --data cifar10:DIR`);
	await mkdir(cacheFolder(planName), { recursive: true });
	const pictures = await loadPictures(
		cifar10 !== undefined && plan.data === 'cifar-10' ? cifar10 : 'materials',
		plan.light
	);
	const jobs = jobsOf(planName, plan);
	for (const [index, job] of jobs.entries()) {
		if (index % share.every !== share.first || (await finished(job.path, job.config))) continue;
		await train(
			job,
			plan,
			pictures,
			`${planName} ${index + 1} of ${jobs.length}, ${job.name}, seed ${job.config.seed}`
		);
	}
	const done = await Promise.all(jobs.map(({ path, config }) => finished(path, config)));
	const runs = done.filter((run) => run !== null);
	if (runs.length < jobs.length) {
		console.log(`${planName}: ${runs.length} of ${jobs.length} runs are there.`);
		return;
	}
	const path = `static/runs/study-${planName}.json`;
	await writeWhole(path, textOf(assemble(planName, plan, pictures, runs)));
	await keepNetworks(planName, plan);
	await keepLatents(planName, plan, runs);
	console.log(`${planName}: all ${jobs.length} runs are there, written to ${path}`);
}
