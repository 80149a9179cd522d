/**
 * The files in which a trained network, and what is known of its run, can be taken away. Each is made when it is asked for; which
 * there are follows from what the network is.
 */
import { cSource, tableHeader } from '#lib/core/c-source.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { integerOnnx } from '#lib/core/integer-onnx.ts';
import { snapshotTensors, writeSafetensors } from '#lib/core/safetensors.ts';
import { encodeSnapshot, type Snapshot } from '#lib/core/snapshot.ts';
import { tsSource } from '#lib/core/ts-source.ts';
import type { RunView } from '#lib/run/run-view.ts';
import { csvFile } from '../figure-export.ts';

export interface ModelFile {
	/** What the reader calls it. */
	readonly title: string;
	/** One sentence on what it is for. */
	readonly purpose: string;
	readonly name: string;
	readonly type: string;
	readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A recipe for a file: made on request, since making one takes time. */
export type ModelFileRecipe = Omit<ModelFile, 'content'> & { readonly make: () => ModelFile['content'] };

export interface Model {
	/** Null where the network has layers in float. */
	readonly integers: IntegerNetwork | null;
	/** The weights before rounding; null where only the integers are left. */
	readonly snapshot: Snapshot | null;
	/** Of the files, without an ending. */
	readonly name: string;
	/** One a class. */
	readonly classNames: readonly string[];
	/** What the network is and where it comes from, a line each. */
	readonly about: readonly string[];
}

const TEXT = 'text/plain';
const BYTES = 'application/octet-stream';

export function networkFiles({ integers, snapshot, name, classNames, about }: Model): ModelFileRecipe[] {
	const notes = { classNames, about };
	const ofIntegers = (network: IntegerNetwork): ModelFileRecipe[] => [
		{
			title: 'Packed integers (.lbn)',
			purpose: 'The whole network in this site’s own packed format, the smallest of these files.',
			name: `${name}.lbn`,
			type: BYTES,
			make: () => encodeIntegerNetwork(network)
		},
		{
			title: 'C99 source',
			purpose:
				'One file that classifies a picture with and, xor and popcount, for a microcontroller or any other compiler.',
			name: `${name}.c`,
			type: TEXT,
			make: () => cSource(network, notes)
		},
		{
			title: 'The table as a C header',
			purpose: 'Only the word of each pixel value, to build into a first layer of your own.',
			name: `${name}-table.h`,
			type: TEXT,
			make: () => tableHeader(network.table, about)
		},
		{
			title: 'TypeScript source',
			purpose: 'One file without dependencies that classifies a picture in a browser or in Node.',
			name: `${name}.ts`,
			type: TEXT,
			make: () => tsSource(network, notes)
		},
		{
			title: 'ONNX',
			purpose: 'The same whole numbers, for runtimes that read ONNX; they compute them in float, exactly.',
			name: `${name}.onnx`,
			type: BYTES,
			make: () => integerOnnx(network) as Uint8Array<ArrayBuffer>
		}
	];
	const ofSnapshot = (trained: Snapshot): ModelFileRecipe[] => [
		{
			title: 'Safetensors',
			purpose: 'The float weights before any rounding, named by layer, for PyTorch, JAX and their like.',
			name: `${name}.safetensors`,
			type: BYTES,
			make: () => writeSafetensors(snapshotTensors(trained), { about: about.join('\n') })
		},
		{
			title: 'Snapshot (.awep)',
			purpose: 'The same float weights as one file of this site, the one whose SHA-256 a receipt names.',
			name: `${name}.awep`,
			type: BYTES,
			make: () => encodeSnapshot(trained)
		}
	];
	return [...(integers ? ofIntegers(integers) : []), ...(snapshot ? ofSnapshot(snapshot) : [])];
}

/** Curves and confusions of a run, where it has any. */
export function recordFiles(view: RunView, name: string): ModelFileRecipe[] {
	const { result, classNames: names } = view;
	const right = new Map(view.evaluations.map(({ step, correct, count }) => [step, correct / count]));
	const curves: ModelFileRecipe = {
		title: 'Curves (CSV)',
		purpose: 'The training loss of every step, and the share of test pictures right where it was taken.',
		name: `${name}-curves.csv`,
		type: 'text/csv',
		make: () =>
			csvFile(
				['step', 'training loss', 'test accuracy'],
				view.losses.map((loss, i) => [i + 1, loss, right.get(i + 1) ?? null])
			)
	};
	if (!result) return view.losses.length > 0 ? [curves] : [];
	const confusion: ModelFileRecipe = {
		title: 'Confusion matrix (CSV)',
		purpose: 'How often each class was answered to pictures of each class, on the whole test set.',
		name: `${name}-confusion.csv`,
		type: 'text/csv',
		make: () =>
			csvFile(
				['is / answered', ...names],
				names.map((own, row) => [
					own,
					...result.confusion.slice(row * names.length, (row + 1) * names.length)
				])
			)
	};
	return [curves, confusion];
}
