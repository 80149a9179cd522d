/** The fingerprint of a data set: two runs with the same fingerprint learned from the same bytes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Dataset } from '#lib/data/dataset.ts';

/** SHA-256 over all images, then all labels, as 64 hexadecimal digits. Names and class names do not count. */
export function dataHash(data: Pick<Dataset, 'images' | 'labels'>): string {
	return bytesToHex(sha256.create().update(data.images).update(data.labels).digest());
}
