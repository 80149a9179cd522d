/** What an opened file holds, in words, before anything is done with it. Data only. */
import { integerShape, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import { networkShape, type NetworkShape } from '#lib/core/network.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { encodingInWords, picturesInWords } from '../lab-choices.ts';
import type { OpenedFile } from './opened-file.ts';

export interface Fact {
	readonly what: string;
	readonly said: string;
	/** A fingerprint, set in its own letters. */
	readonly isHash?: boolean;
}

const count = (n: number): string => n.toLocaleString('en');
const percent = (x: number): string => `${(100 * x).toFixed(2)}%`;

export const KIND_NAMES: Readonly<Record<OpenedFile['kind'], string>> = {
	integers: 'a packed network: whole numbers alone, ready to run',
	snapshot: 'a snapshot: the float weights of a network, before any rounding',
	run: 'a run: its settings, its network, and all it needs to go on',
	receipt: 'a receipt: what a run claims, to be replayed',
	kept: 'a finished run, kept in this browser'
};

const layers = ({ convs, features, classes }: NetworkShape): string =>
	`${convs.map(({ outChannels }) => outChannels).join(', ')} channels in ${convs.length} convolutions, then ${count(features)} × ${classes}`;

function integerFacts(network: IntegerNetwork): Fact[] {
	const { table, height, width } = network;
	return [
		{ what: 'Reads', said: `pictures of ${height} × ${width}` },
		{
			what: 'Word of a pixel',
			said: `${table.wordLength} × ${table.bits} ${table.bits === 1 ? 'bit' : 'bits'}`
		},
		{ what: 'Layers', said: layers(integerShape(network)) }
	];
}

function snapshotFacts({ spec, step }: Snapshot): Fact[] {
	return [
		{ what: 'Reads', said: `pictures of ${spec.height} × ${spec.width}` },
		{ what: 'Word of a pixel', said: encodingInWords(spec.encoding) },
		{ what: 'Layers', said: layers(networkShape(spec)) },
		{ what: 'Steps taken', said: count(step) }
	];
}

function configFacts(config: TrainConfig): Fact[] {
	const { data, seed, steps, batchSize, learningRate, tableLearningRate } = config;
	return [
		{ what: 'Pictures', said: picturesInWords(data) },
		{
			what: 'Recipe',
			said: `${count(steps)} steps of ${batchSize} pictures, seed ${seed}, rates ${learningRate} and ${tableLearningRate}${config.mirror === false ? ', never mirrored' : ''}`
		},
		...(config.startedFrom
			? [{ what: 'Began with the network', said: config.startedFrom, isHash: true }]
			: [])
	];
}

const claimFact = (result: { readonly testAccuracy: number } | null): Fact => ({
	what: 'Says of its test',
	said: result ? `${percent(result.testAccuracy)} right` : 'nothing: it was not finished'
});

/** @param networkHash SHA-256 of the snapshot, where there is one */
export function fileFacts(file: OpenedFile, networkHash: string | null): Fact[] {
	const network: Fact[] = networkHash ? [{ what: 'Network', said: networkHash, isHash: true }] : [];
	switch (file.kind) {
		case 'integers':
			return [...integerFacts(file.network), { what: 'File', said: file.hash, isHash: true }];
		case 'snapshot':
			return [...snapshotFacts(file.snapshot), ...network];
		case 'run': {
			const { run } = file;
			return [
				...snapshotFacts(run.network),
				...configFacts(run.config),
				claimFact(run.result),
				{ what: 'Trained on', said: `${run.dataName}, ${run.date}, code version ${run.codeVersion}` },
				{ what: 'Training pictures', said: run.dataHash, isHash: true },
				...network
			];
		}
		case 'kept':
			return [
				...snapshotFacts(file.snapshot),
				...configFacts(file.run.config),
				claimFact(file.run.result),
				...network
			];
		case 'receipt':
			return configFacts(file.receipt.config);
		default:
			return file satisfies never;
	}
}
