/**
 * A network as source code: what the C and the TypeScript file have in common. Both compute with the packed words of pack.ts, by
 * sum = popcount(A & W) - popcount(A & ~W) for each plane, so that zero padding needs no rule of its own.
 */
import { integerShape, THRESHOLDS, type IntegerNetwork } from './integer-network.ts';
import type { NetworkShape } from './network.ts';
import { packNetwork, type PackedNetwork } from './pack.ts';

/** What the file says of itself; none of it is computed with. */
export interface SourceNotes {
	/** One a class; any characters. */
	readonly classNames: readonly string[];
	/** What the network is and where it comes from: lines of text, any characters. */
	readonly about: readonly string[];
}

const PER_LINE = 8;

/** Words as hexadecimal numbers, eight a line. */
export function hexLines(words: Uint32Array, indent: string): string {
	const lines: string[] = [];
	for (let at = 0; at < words.length; at += PER_LINE)
		lines.push(
			indent +
				Array.from(words.subarray(at, at + PER_LINE), (w) => `0x${w.toString(16).padStart(8, '0')}`).join(
					', '
				)
		);
	return lines.join(',\n');
}

/** Thresholds, one channel a line. */
export function thresholdLines(thresholds: Int16Array, indent: string): string {
	const lines: string[] = [];
	for (let at = 0; at < thresholds.length; at += THRESHOLDS)
		lines.push(indent + Array.from(thresholds.subarray(at, at + THRESHOLDS)).join(', '));
	return lines.join(',\n');
}

/** Text for a comment that nothing in it can end, or begin again: printable ASCII, and every star apart from a slash. */
export const commentText = (text: string): string =>
	text
		.replace(/[^\x20-\x7e]+/g, '?')
		.replace(/\*(?=\/)/g, '* ')
		.replace(/\/(?=\*)/g, '/ ');

/**
 * @returns the network packed, with its shapes
 * @throws RangeError when it contradicts itself, or there is not one name a class
 */
export function prepareSource(
	network: IntegerNetwork,
	{ classNames }: SourceNotes
): { packed: PackedNetwork; shape: NetworkShape } {
	if (classNames.length !== network.classes)
		throw new RangeError(`there must be ${network.classes} class names, got ${classNames.length}`);
	return { packed: packNetwork(network), shape: integerShape(network) };
}
