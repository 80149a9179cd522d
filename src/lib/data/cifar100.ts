/**
 * CIFAR-100 from the reader's own files, in the official binary layout (Krizhevsky, 2009): two label bytes a record, the coarse
 * class 0..19 and the fine one 0..99, then 3072 bytes of picture as in CIFAR-10.
 */
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';
import { COLOURS, type Dataset } from './dataset.ts';

const SIDE = 32;
const PLANE = SIDE * SIDE;
export const CIFAR100_RECORD = 2 + COLOURS * PLANE;

export type Cifar100Labels = 'fine' | 'coarse';

const words = (text: string): readonly string[] =>
	text
		.trim()
		.split(/\s+/)
		.map((word) => word.replaceAll('_', ' '));

export const CIFAR100_CLASS_NAMES: Readonly<Record<Cifar100Labels, readonly string[]>> = {
	fine: words(`
		apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle
		caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish
		forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle
		mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine
		possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar
		sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale
		willow_tree wolf woman worm
	`),
	coarse: words(`
		aquatic_mammals fish flowers food_containers fruit_and_vegetables household_electrical_devices household_furniture
		insects large_carnivores large_man-made_outdoor_things large_natural_outdoor_scenes large_omnivores_and_herbivores
		medium_mammals non-insect_invertebrates people reptiles small_mammals trees vehicles_1 vehicles_2
	`)
};

/**
 * @param labels which of the two labels of a picture is its class
 * @throws DataFileError when a file is empty, is not whole records, or holds a label that CIFAR-100 has not
 */
export function parseCifar100(files: readonly DataFile[], labels: Cifar100Labels): Dataset {
	if (files.length === 0)
		throw new DataFileError(
			null,
			'no-files',
			'no file was chosen; choose train.bin and test.bin of CIFAR-100'
		);
	files.forEach(assertRecords);
	const count = files.reduce((sum, { bytes }) => sum + bytes.length / CIFAR100_RECORD, 0);
	const images = new Uint8Array(count * COLOURS * PLANE);
	const found = new Uint8Array(count);
	let record = 0;
	for (const { bytes } of files)
		for (let start = 0; start < bytes.length; start += CIFAR100_RECORD) {
			found[record] = bytes[labels === 'coarse' ? start : start + 1];
			for (let pixel = 0; pixel < PLANE; pixel++)
				for (let colour = 0; colour < COLOURS; colour++)
					images[(record * PLANE + pixel) * COLOURS + colour] = bytes[start + 2 + colour * PLANE + pixel];
			record++;
		}
	return {
		name: labels === 'fine' ? 'CIFAR-100' : 'CIFAR-100, coarse',
		height: SIDE,
		width: SIDE,
		classNames: CIFAR100_CLASS_NAMES[labels],
		images,
		labels: found
	};
}

function assertRecords({ name, bytes }: DataFile): void {
	if (bytes.length === 0) throw new DataFileError(name, 'empty', 'the file is empty');
	if (bytes.length % CIFAR100_RECORD !== 0)
		throw new DataFileError(
			name,
			'wrong-size',
			`expected a multiple of ${CIFAR100_RECORD} bytes, got ${bytes.length}: ` +
				`${Math.floor(bytes.length / CIFAR100_RECORD)} whole records and ${bytes.length % CIFAR100_RECORD} bytes over`
		);
	for (let start = 0; start < bytes.length; start += CIFAR100_RECORD)
		for (const [byte, kind] of (['coarse', 'fine'] as const).entries()) {
			const label = bytes[start + byte];
			const classes = CIFAR100_CLASS_NAMES[kind].length;
			if (label >= classes)
				throw new DataFileError(
					name,
					'bad-label',
					`record ${start / CIFAR100_RECORD} (counted from 0) has the ${kind} label ${label}, expected 0..${classes - 1}`
				);
		}
}
