/** What an opened file holds, in words, before anything is done with it. Data only. */
import { integerShape, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import { networkShape, type NetworkShape } from '#lib/core/network.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { later, type Words } from '#lib/language/language.ts';
import { encodingInWords, picturesInWords } from '../lab-choices.ts';
import type { OpenedFile } from './opened-file.ts';

export interface Fact {
	readonly what: string;
	readonly said: string;
	/** A fingerprint, set in its own letters. */
	readonly isHash?: boolean;
}

export const KIND_NAMES: Readonly<Record<OpenedFile['kind'], string>> = {
	integers: later('a packed network: whole numbers alone, ready to run'),
	snapshot: later('a snapshot: the float weights of a network, before any rounding'),
	run: later('a run: its settings, its network, and all it needs to go on'),
	receipt: later('a receipt: what a run claims, to be replayed'),
	kept: later('a finished run, kept in this browser')
};

const layers = ({ convs, features, classes }: NetworkShape, { t, grouped }: Words): string =>
	t('{channels} channels in {convolutions} convolutions, then {features} × {classes}', {
		channels: convs.map(({ outChannels }) => outChannels).join(', '),
		convolutions: convs.length,
		features: grouped(features),
		classes
	});

const reads = (height: number, width: number, { t }: Words): Fact => ({
	what: t('Reads'),
	said: t('pictures of {height} × {width}', { height, width })
});

function integerFacts(network: IntegerNetwork, words: Words): Fact[] {
	const { t, plural } = words;
	const { table, height, width } = network;
	return [
		reads(height, width, words),
		{
			what: t('Word of a pixel'),
			said: plural(table.bits, '{length} × {n} bit', '{length} × {n} bits', { length: table.wordLength })
		},
		{ what: t('Layers'), said: layers(integerShape(network), words) }
	];
}

function snapshotFacts({ spec, step }: Snapshot, words: Words): Fact[] {
	const { t, grouped } = words;
	return [
		reads(spec.height, spec.width, words),
		{ what: t('Word of a pixel'), said: encodingInWords(spec.encoding, words) },
		{ what: t('Layers'), said: layers(networkShape(spec), words) },
		{ what: t('Steps taken'), said: grouped(step) }
	];
}

function configFacts(config: TrainConfig, words: Words): Fact[] {
	const { t, grouped, plain } = words;
	const { data, seed, steps, batchSize, learningRate, tableLearningRate } = config;
	return [
		{ what: t('Pictures'), said: picturesInWords(data, words) },
		{
			what: t('Recipe'),
			said: `${t(
				'{steps} steps of {batchSize} pictures, seed {seed}, rates {learningRate} and {tableLearningRate}',
				{
					steps: grouped(steps),
					batchSize,
					seed,
					learningRate: plain(learningRate),
					tableLearningRate: plain(tableLearningRate)
				}
			)}${config.mirror === false ? t(', never mirrored') : ''}`
		},
		...(config.startedFrom
			? [{ what: t('Began with the network'), said: config.startedFrom, isHash: true }]
			: [])
	];
}

const claimFact = (result: { readonly testAccuracy: number } | null, { t, fixed }: Words): Fact => ({
	what: t('Says of its test'),
	said: result
		? t('{percent} right', { percent: `${fixed(100 * result.testAccuracy, 2)}%` })
		: t('nothing: it was not finished')
});

/** @param networkHash SHA-256 of the snapshot, where there is one */
export function fileFacts(file: OpenedFile, networkHash: string | null, words: Words): Fact[] {
	const { t } = words;
	const network: Fact[] = networkHash ? [{ what: t('Network'), said: networkHash, isHash: true }] : [];
	switch (file.kind) {
		case 'integers':
			return [...integerFacts(file.network, words), { what: t('File'), said: file.hash, isHash: true }];
		case 'snapshot':
			return [...snapshotFacts(file.snapshot, words), ...network];
		case 'run': {
			const { run } = file;
			return [
				...snapshotFacts(run.network, words),
				...configFacts(run.config, words),
				claimFact(run.result, words),
				{
					what: t('Trained on'),
					said: t('{pictures}, {date}, code version {codeVersion}', {
						pictures: run.dataName,
						date: run.date,
						codeVersion: run.codeVersion
					})
				},
				{ what: t('Training pictures'), said: run.dataHash, isHash: true },
				...network
			];
		}
		case 'kept':
			return [
				...snapshotFacts(file.snapshot, words),
				...configFacts(file.run.config, words),
				claimFact(file.run.result, words),
				...network
			];
		case 'receipt':
			return configFacts(file.receipt.config, words);
		default:
			return file satisfies never;
	}
}
