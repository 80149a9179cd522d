/** The pictures a command-line tool trains on: made here, or read from a folder of CIFAR-10 files. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cifar10Splits } from '#lib/data/cifar10.ts';
import { darkenSplits } from '#lib/data/darken.ts';
import type { Splits } from '#lib/data/dataset.ts';
import { MATERIALS_SPLITS, materialDataset } from '#lib/data/materials.ts';

const CIFAR = 'cifar10:';

/**
 * @param source "materials", or "cifar10:DIR"
 * @param light 0 (dark) .. 1 (bright); CIFAR-10 is darkened at 0
 * @throws RangeError when the source is neither, DataFileError when a file is not what it should be
 */
export async function loadPictures(source: string, light: number): Promise<Splits> {
	if (source === 'materials') {
		const make = (split: keyof Splits): Splits[typeof split] =>
			materialDataset({ light, ...MATERIALS_SPLITS[split] });
		return { train: make('train'), validation: make('validation'), test: make('test') };
	}
	if (!source.startsWith(CIFAR) || source.length === CIFAR.length)
		throw new RangeError(`--data must be materials or cifar10:DIR, got "${source}"`);
	if (light !== 0 && light !== 1)
		throw new RangeError(`--light for CIFAR-10 must be bright or dark, got ${light}`);
	const folder = source.slice(CIFAR.length);
	const names = (await readdir(folder)).filter((name) => name.endsWith('.bin'));
	const files = await Promise.all(
		names.map(async (name) => ({
			name: basename(name),
			bytes: new Uint8Array(await readFile(join(folder, name)))
		}))
	);
	const { splits, notes } = cifar10Splits(files);
	for (const note of notes) console.error(note);
	return light === 0 ? darkenSplits(splits) : splits;
}
