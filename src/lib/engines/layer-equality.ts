/** Two inferences of one network, layer by layer: how many cells are equal. And a network with one number wrong, to see it told. */
import { THRESHOLDS, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Inference } from './engine.ts';

export interface LayerEquality {
	/** What the reader sees. */
	readonly layer: string;
	readonly equal: number;
	readonly total: number;
}

function equalNumbers(a: ArrayLike<number>, b: ArrayLike<number>): number {
	if (a.length !== b.length) throw new RangeError(`${b.length} numbers expected, got ${a.length}`);
	let equal = 0;
	for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
	return equal;
}

/**
 * The levels of every convolution block, then the logits.
 * @throws RangeError when one has no levels, or they are of different networks
 */
export function layerEquality(own: Inference, expected: Inference): LayerEquality[] {
	if (!own.levels || !expected.levels || own.levels.length !== expected.levels.length)
		throw new RangeError('both inferences must hold the levels of every convolution');
	const convs = expected.levels.map((levels, i) => ({
		layer: `convolution ${i + 1}`,
		equal: equalNumbers(own.levels?.[i] ?? [], levels),
		total: levels.length
	}));
	const logits = {
		layer: 'sums of the classes',
		equal: equalNumbers(own.logits, expected.logits),
		total: expected.logits.length
	};
	return [...convs, logits];
}

/** What is done to the copy that an engine gets. */
export type Fault = 'none' | 'threshold' | 'sign';

/** The first threshold of a channel in the first convolution, and the sign of its middle tap: both matter to every picture. */
const CHANNEL = 0;

/** A copy with one number changed: a threshold raised by one, or one sign turned. */
export function withFault(network: IntegerNetwork, fault: Fault): IntegerNetwork {
	if (fault === 'none') return network;
	const copy = structuredClone(network);
	const [{ thresholds, signs, outChannels }] = copy.convs;
	if (fault === 'threshold') {
		const own = thresholds.subarray(CHANNEL * THRESHOLDS, (CHANNEL + 1) * THRESHOLDS);
		// T1 may not pass T2, so all that are equal to it go up together.
		const first = own[0];
		own.forEach((t, k) => {
			if (t === first) own[k] = t + 1;
		});
	} else {
		const middle = Math.floor(signs.length / outChannels / 2) * outChannels + CHANNEL;
		signs[middle] *= -1;
	}
	return copy;
}
