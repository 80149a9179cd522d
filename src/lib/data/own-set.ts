/**
 * A reader's own pictures on the way to training: checked, and divided by what the pictures are, not by where they stand.
 *
 * Within each class the pictures are ordered by their SHA-256. The first fifth is the test set, the next tenth is for validation
 * (2000 pictures at most in either, over all classes), the rest is trained on. So the same pictures give the same parts whatever
 * their files are called and in whichever order they come, and copies of one picture never stand on both sides. Each part is in
 * the order of the SHA-256 too, so that its first pictures are of all classes: they stand for the part in evaluations on the way.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DataFileError } from './data-file-error.ts';
import { dataHash } from './data-hash.ts';
import { imageAt, imageCount, imageSize, type Dataset, type Splits } from './dataset.ts';

/** Pictures as they were read. */
export interface RawSet {
	readonly pool: Dataset;
	/** A test set that came as one; null where a part of the pool is to become it. */
	readonly test: Dataset | null;
	/** What was decided on the reader's behalf, one sentence each. */
	readonly notes: readonly string[];
}

/** Pictures that can be trained on. */
export interface OwnSet {
	readonly name: string;
	readonly splits: Splits;
	readonly notes: readonly string[];
	/** SHA-256 of the training pictures and labels, as a receipt names them. */
	readonly hash: string;
}

export const MAX_CLASSES = 100;
/** Different pictures that a class needs: fewer leave nothing to learn from once some are held out. */
export const MIN_CLASS_PICTURES = 5;
const TEST_SHARE = 0.2;
const VALIDATION_SHARE = 0.1;
const MAX_HELD_OUT = 2000;

/** Which part a picture belongs to. */
const [TRAIN, VALIDATION, TEST] = [0, 1, 2];

/**
 * @param onprogress hears how many pictures of the pool have been looked at
 * @throws DataFileError when there are too few classes or too many, or a class has too few pictures
 */
export function ownSet({ pool, test, notes }: RawSet, onprogress?: (done: number) => void): OwnSet {
	assertClasses(pool);
	const keys = pictureKeys(pool, onprogress);
	const parts = new Uint8Array(imageCount(pool));
	const share = Math.min(1, MAX_HELD_OUT / Math.max(1, imageCount(pool) * TEST_SHARE));
	const validationShare = Math.min(VALIDATION_SHARE, MAX_HELD_OUT / Math.max(1, imageCount(pool)));
	for (const [label, indices] of byClass(pool).entries()) {
		const ordered = indices.sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
		const different = new Set(ordered.map((index) => keys[index])).size;
		if (different < MIN_CLASS_PICTURES)
			throw new DataFileError(
				null,
				'too-few-pictures',
				`the class “${pool.classNames[label]}” has ${different} different ${different === 1 ? 'picture' : 'pictures'}; ` +
					`each class needs at least ${MIN_CLASS_PICTURES}`
			);
		const testEnd = test
			? 0
			: groupEnd(ordered, keys, Math.max(1, Math.floor(ordered.length * TEST_SHARE * share)));
		const wanted = Math.max(1, Math.floor(ordered.length * validationShare));
		const validationEnd = groupEnd(ordered, keys, testEnd + wanted);
		ordered.forEach((index, place) => {
			parts[index] = place < testEnd ? TEST : place < validationEnd ? VALIDATION : TRAIN;
		});
	}
	const train = pick(pool, keys, (index) => parts[index] === TRAIN);
	if (imageCount(train) === 0)
		throw new DataFileError(
			null,
			'too-few-pictures',
			'so many pictures are copies that none is left to learn from'
		);
	return {
		name: pool.name,
		splits: {
			train,
			validation: pick(pool, keys, (index) => parts[index] === VALIDATION),
			test: test
				? pick(test, pictureKeys(test), () => true)
				: pick(pool, keys, (index) => parts[index] === TEST)
		},
		notes: [...notes, ...copyNotes(pool, keys)],
		hash: dataHash(train)
	};
}

function assertClasses({ classNames }: Dataset): void {
	if (classNames.length < 2)
		throw new DataFileError(
			null,
			'one-class',
			`at least two classes are needed, got ${classNames.length === 1 ? `only “${classNames[0]}”` : 'none'}`
		);
	if (classNames.length > MAX_CLASSES)
		throw new DataFileError(
			null,
			'too-many-classes',
			`at most ${MAX_CLASSES} classes are taken, got ${classNames.length.toLocaleString('en')}`
		);
}

/** A name for each picture that follows from its pixels: 64 bits of its SHA-256. */
const pictureKeys = (data: Dataset, onprogress?: (done: number) => void): string[] =>
	Array.from({ length: imageCount(data) }, (_, i) => {
		onprogress?.(i + 1);
		return bytesToHex(sha256(imageAt(data, i)).subarray(0, 8));
	});

function byClass(data: Dataset): number[][] {
	const classes: number[][] = data.classNames.map(() => []);
	data.labels.forEach((label, index) => classes[label].push(index));
	return classes;
}

/** `end`, moved on to where the copies of the last picture end. */
function groupEnd(ordered: readonly number[], keys: readonly string[], end: number): number {
	while (end > 0 && end < ordered.length && keys[ordered[end]] === keys[ordered[end - 1]]) end++;
	return end;
}

function copyNotes(data: Dataset, keys: readonly string[]): string[] {
	const labels = new Map<string, number>();
	let copies = 0;
	let torn = 0;
	keys.forEach((key, index) => {
		const label = labels.get(key);
		if (label === undefined) labels.set(key, data.labels[index]);
		else if (label === data.labels[index]) copies++;
		else torn++;
	});
	return [
		...(copies > 0
			? [
					`${copies.toLocaleString('en')} pictures are copies of others of their class; copies stay in one part.`
				]
			: []),
		...(torn > 0
			? [`${torn.toLocaleString('en')} pictures also stand in another class: nobody can tell those apart.`]
			: [])
	];
}

/** The pictures of one part in the order of their keys: classes mixed, and the same whatever the files are called. */
function pick(data: Dataset, keys: readonly string[], isIn: (index: number) => boolean): Dataset {
	const indices = keys.map((_, index) => index).filter(isIn);
	indices.sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : data.labels[a] - data.labels[b]));
	const size = imageSize(data);
	const images = new Uint8Array(indices.length * size);
	indices.forEach((index, to) => images.set(imageAt(data, index), to * size));
	return { ...data, images, labels: Uint8Array.from(indices, (index) => data.labels[index]) };
}
