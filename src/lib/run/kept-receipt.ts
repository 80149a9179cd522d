/**
 * The receipt of a run that this browser keeps. A kept run does not hold the fingerprint of its pictures; those of the materials follow
 * from the light alone, and pictures of the reader's own are named by theirs.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { startTrainer } from '#lib/worker/client.ts';
import type { KeptRun } from './kept-run.ts';
import { makeReceipt, type Receipt } from './receipt.ts';

export interface Fingerprint {
	readonly name: string;
	/** SHA-256 of the training pictures and labels. */
	readonly hash: string;
}

/** Why a kept run has no receipt here; empty where it has one. */
export const receiptObstacle = ({ config }: KeptRun): string =>
	config.data.kind === 'cifar-10'
		? 'its CIFAR-10 files are not known here; save its receipt in the lab, when the run has finished'
		: '';

/** @param data of the pictures that the run's config names */
export const keptReceipt = (kept: KeptRun, data: Fingerprint): Receipt =>
	makeReceipt({ ...kept, date: kept.date.slice(0, 10), data });

/**
 * The fingerprint of the pictures that a config names; of the materials it is taken in a worker, which makes them all: seconds.
 * @throws Error where the worker fails, or the pictures are files
 */
export async function fingerprintOf({ data, ...rest }: TrainConfig): Promise<Fingerprint> {
	if (data.kind === 'own') return { name: 'own pictures', hash: data.hash };
	if (data.kind === 'cifar-10') throw new Error('the fingerprint of CIFAR-10 needs its files');
	const client = startTrainer(
		() => undefined,
		() => undefined
	);
	try {
		const config = { ...rest, data };
		await client.request({ type: 'create', config, data: { kind: 'materials' }, backend: 'wasm' });
		return await client.request({ type: 'data-hash' });
	} finally {
		client.dispose();
	}
}
