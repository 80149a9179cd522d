/** What the speed page and its timing worker say to each other. Types only. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { NetworkName, Platform } from './contestants.ts';
import type { Peaks } from './peaks.ts';

/** Trained networks, by name; those that no contestant needs may be missing. */
export interface TimedNetworks {
	readonly integer: Readonly<Partial<Record<NetworkName, IntegerNetwork>>>;
	readonly floatFirst: FloatFirstNetwork | null;
	readonly allFloat: FloatNetwork | null;
}

export type ToTiming =
	| {
			readonly type: 'start';
			/** Ids of contestants, in the order in which the first round takes them. */
			readonly contestants: readonly string[];
			readonly networks: TimedNetworks;
			/** One batch, [images, height, width, 3]. */
			readonly pictures: Uint8Array;
			readonly rounds: number;
			/** Whether to compare every engine with the reference first. */
			readonly check: boolean;
	  }
	| { readonly type: 'visibility'; readonly hidden: boolean }
	/** Asked by whoever doubts that the worker lives; answered as soon as the work in hand lets messages in. */
	| { readonly type: 'ping' };

/** How many numbers of an engine equal the reference's: levels of every layer, and logits. */
export interface Exactness {
	readonly equal: number;
	readonly total: number;
}

/** Everything that a timing worker says: news of the timing, and that it is there. */
export type FromTimingWorker = FromTiming | { readonly type: 'alive' };

export type FromTiming =
	/** The device that a platform runs on; `missing` says why it cannot, in words. */
	| {
			readonly type: 'platform';
			readonly platform: Platform;
			readonly missing: string | null;
			/** The graphics driver's own name, or null. */
			readonly renderer: string | null;
			/** Whether the processor plays the graphics card. */
			readonly software: boolean;
			/** Such as "relaxed SIMD". */
			readonly variant: string | null;
	  }
	| { readonly type: 'clock'; readonly resolutionMs: number; readonly isolated: boolean }
	/** What one core can do at most. */
	| { readonly type: 'peaks'; readonly peaks: Peaks }
	| { readonly type: 'exact'; readonly contestant: string; readonly exactness: Exactness }
	/** The contestant is warm; `contains` says what one repetition holds. */
	| {
			readonly type: 'ready';
			readonly contestant: string;
			readonly contains: string;
			readonly repetitions: number;
	  }
	| { readonly type: 'absent'; readonly contestant: string; readonly reason: string }
	| { readonly type: 'sample'; readonly contestant: string; readonly round: number; readonly ms: number }
	| { readonly type: 'dropped'; readonly contestant: string; readonly round: number; readonly reason: string }
	| { readonly type: 'round'; readonly round: number }
	| { readonly type: 'done' }
	| { readonly type: 'failed'; readonly reason: string };
