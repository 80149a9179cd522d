/** The pictures for a run of the lab, from wherever its settings say, or why they cannot be had. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { RunData } from '#lib/run/run-options.ts';
import { readCifar10, splitBuffers, type AcceptedFiles } from './cifar10-files.ts';
import type { Opened } from './open-file/opened.svelte.ts';
import type { OwnPictures } from './own-pictures/own-pictures.svelte.ts';

const shortened = (hash: string): string => `${hash.slice(0, 12)}…`;

/**
 * Why the reader's own pictures cannot be learned from; empty when they can.
 * @param hash SHA-256 of the training pictures that are asked for; empty for any
 */
export function ownObstacle({ loaded, summary }: OwnPictures, hash: string): string {
	if (!loaded) return 'Looking for your own pictures in this browser…';
	if (summary?.hash === hash) return '';
	const asked = `These settings are for pictures with the fingerprint ${shortened(hash)}`;
	if (summary) return `${asked}; yours have ${shortened(summary.hash)}. See “Pictures”.`;
	return hash === ''
		? 'Choose your pictures first, under “Pictures”.'
		: `${asked}: choose them under “Pictures”.`;
}

/** The network that a run begins with, where the opened file holds it. */
export const startOf = ({ startedFrom }: TrainConfig, opened: Opened | null): Snapshot | null =>
	startedFrom !== undefined && opened?.networkHash === startedFrom ? opened.snapshot : null;

/** Why a run cannot begin with the network that it names; empty when it can, or names none. */
export function startObstacle(config: TrainConfig, opened: Opened | null): string {
	if (config.startedFrom === undefined || startOf(config, opened)) return '';
	return `These settings begin with the network ${shortened(config.startedFrom)}: open its file first, under “Open”.`;
}

/**
 * @param files the reader's CIFAR-10 files
 * @throws Error in words for the reader where the pictures are not there
 */
export async function picturesFor(
	{ data }: TrainConfig,
	files: AcceptedFiles | null,
	own: OwnPictures
): Promise<RunData> {
	switch (data.kind) {
		case 'materials':
			return { message: { kind: 'materials' }, transfer: [] };
		case 'cifar-10': {
			if (!files) throw new Error('The CIFAR-10 files have not been chosen yet.');
			// Read again for every worker: the last copy was given to the last one.
			const { splits } = await readCifar10(files.files);
			return { message: { kind: 'splits', splits }, transfer: splitBuffers(splits) };
		}
		case 'own': {
			await own.load();
			const obstacle = ownObstacle(own, data.hash);
			if (obstacle) throw new Error(obstacle);
			const splits = await own.give();
			return { message: { kind: 'splits', splits }, transfer: splitBuffers(splits) };
		}
		default:
			return data satisfies never;
	}
}
