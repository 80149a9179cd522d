/** The table a run starts from, before a worker has said anything. Pure. */
import {
	fixedTable,
	initialLatents,
	isTableEncoding,
	quantizeLatents,
	type Encoding,
	type LevelTable
} from '#lib/core/encoding.ts';

/**
 * The table of every encoding at step 0; null where the first layer reads the pixel itself, or where the table is fitted to
 * pictures that only the worker has.
 */
export function initialTable(encoding: Encoding): LevelTable | null {
	if (!isTableEncoding(encoding) || encoding.kind === 'quantile-dither') return null;
	if (encoding.kind !== 'pixel-embedding') return fixedTable(encoding);
	return quantizeLatents(initialLatents(encoding), encoding.wordLength, encoding.bits);
}
