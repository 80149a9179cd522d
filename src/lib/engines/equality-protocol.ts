/** What the page and the comparing worker say to each other. Types only. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Fault, LayerEquality } from './layer-equality.ts';

export interface EqualityRequest {
	readonly network: IntegerNetwork;
	/** [images, height, width, 3]. */
	readonly pictures: Uint8Array;
	readonly fault: Fault;
}

export type FromEquality =
	/** The reference is through; engines follow. */
	| { readonly type: 'reference' }
	| {
			readonly type: 'engine';
			readonly name: string;
			/** What computes: the instructions, or the card as the browser names it. */
			readonly device: string;
			readonly layers: readonly LayerEquality[];
	  }
	| { readonly type: 'missing'; readonly name: string; readonly reason: string }
	| { readonly type: 'done' }
	| { readonly type: 'failed'; readonly reason: string };
