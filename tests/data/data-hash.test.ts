import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dataHash } from '#lib/data/data-hash.ts';

const data = { images: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(7, 8) };

describe('data hash', () => {
	it('is SHA-256 of the images followed by the labels', () => {
		const expected = createHash('sha256')
			.update(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
			.digest('hex');
		expect(dataHash(data)).toBe(expected);
	});

	it('changes with a single bit of a picture or a label', () => {
		expect(dataHash({ ...data, images: Uint8Array.of(1, 2, 3, 4, 5, 7) })).not.toBe(dataHash(data));
		expect(dataHash({ ...data, labels: Uint8Array.of(7, 9) })).not.toBe(dataHash(data));
	});
});
