/** CIFAR-10 files made of seeded noise: right in every byte of their layout, and meaningless as pictures. */
import { Random } from '#lib/core/random.ts';

const RECORD = 1 + 3 * 32 * 32;

export interface TestFile {
	readonly name: string;
	readonly mimeType: string;
	readonly buffer: Buffer;
}

export function noiseFile(name: string, records: number, seed: number): TestFile {
	const random = Random.fromSeed(seed);
	const buffer = Buffer.alloc(records * RECORD);
	for (let i = 0; i < buffer.length; i++)
		buffer[i] = i % RECORD === 0 ? (i / RECORD) % 10 : random.uint32() & 255;
	return { name, mimeType: 'application/octet-stream', buffer };
}
