/**
 * A zip of folders, a folder a class: which of its files are pictures, which class each belongs to, and which are the test set.
 * The pictures themselves are unpacked elsewhere, where a browser's decoders are.
 */
import { cleanClassName, compareClassNames } from './class-names.ts';
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';
import { readZip, type ZipEntry, type ZipLimits } from './zip.ts';
import { MAX_CLASSES } from './own-set.ts';

export interface FolderPicture {
	readonly entry: ZipEntry;
	/** 0..classNames.length-1. */
	readonly label: number;
	/** Whether it lies somewhere below a folder called "test". */
	readonly test: boolean;
}

export interface PictureFolders {
	readonly classNames: readonly string[];
	/** In the order of their paths. */
	readonly pictures: readonly FolderPicture[];
	readonly notes: readonly string[];
}

const PICTURE = /\.(png|jpe?g|webp)$/i;
const TEST_FOLDER = /^(test|testing|test_?set)$/i;

/**
 * The class of a picture is the folder it lies in. Hidden files, __MACOSX and everything that is no PNG, JPEG or WebP by its name
 * is left out and counted in a note.
 * @throws DataFileError as `readZip`, and when no picture is in it, one lies in no folder, or the folders are one or too many
 */
export function pictureFolders(file: DataFile, limits?: ZipLimits): PictureFolders {
	const seen = readZip(file, limits).filter(({ path }) => !isHidden(path));
	const entries = seen
		.filter(({ path }) => PICTURE.test(path))
		.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
	if (entries.length === 0)
		throw new DataFileError(
			file.name,
			'no-images',
			`expected PNG, JPEG or WebP pictures in folders, got ${seen.length} other ${seen.length === 1 ? 'file' : 'files'}`
		);
	const folders = entries.map(({ path }) => path.split('/').slice(0, -1));
	const bare = folders.findIndex((folder) => folder.length === 0);
	if (bare >= 0)
		throw new DataFileError(
			file.name,
			'wrong-labels',
			`${cleanClassName(entries[bare].path)} lies in no folder; put each picture in a folder named after its class`
		);
	const names = folders.map((folder) => cleanClassName(folder[folder.length - 1]));
	const classNames = [...new Set(names)].sort(compareClassNames);
	assertClassCount(file.name, classNames);
	const place = new Map(classNames.map((name, label) => [name, label]));
	const others = seen.length - entries.length;
	return {
		classNames,
		pictures: entries.map((entry, i) => ({
			entry,
			label: place.get(names[i]) ?? 0,
			test: folders[i].slice(0, -1).some((folder) => TEST_FOLDER.test(folder))
		})),
		notes: others > 0 ? [`${others.toLocaleString('en')} other files in it were left out.`] : []
	};
}

const isHidden = (path: string): boolean =>
	path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

function assertClassCount(name: string, classNames: readonly string[]): void {
	if (classNames.length < 2)
		throw new DataFileError(
			name,
			'one-class',
			`at least two folders with pictures are needed, got only “${classNames[0]}”`
		);
	if (classNames.length > MAX_CLASSES)
		throw new DataFileError(
			name,
			'too-many-classes',
			`a folder is a class, and at most ${MAX_CLASSES} are taken, got ${classNames.length.toLocaleString('en')}`
		);
}
