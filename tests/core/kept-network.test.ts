/** The trained network that the pages fold is the one of the recorded study, and its integers are the ones that the pages run. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { foldNetwork } from '#lib/core/fold.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import { decodeSnapshot, snapshotHash } from '#lib/core/snapshot.ts';
import { readRecordedRun } from '#lib/run/recorded-file.server.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { recordedFrames } from '#lib/run/recorded-view.ts';

const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(`static/networks/${name}`));
const snapshot = decodeSnapshot(bytes('pixel-embedding.awep'));

it('has the hash that the study recorded', () => {
	const run = readRecordedStudy('materials-bright').runs.find(
		({ encoding, seed }) => encoding === 'pixel-embedding' && seed === 1
	);
	expect(snapshotHash(snapshot)).toBe(run?.snapshotHash);
});

it('folds to the file of integers, byte for byte', () => {
	expect(Buffer.compare(encodeIntegerNetwork(foldNetwork(snapshot)), bytes('pixel-embedding.lbn'))).toBe(0);
});

it('of the recorded run on the home page and in the lab ends with the recorded table', () => {
	const hero = readRecordedRun('hero');
	const network = decodeIntegerNetwork(bytes('hero.lbn'));
	expect(hero).not.toBeNull();
	const frames = hero ? recordedFrames(hero) : [];
	expect([...network.table.levels]).toEqual([...frames[frames.length - 1].levels]);
});
