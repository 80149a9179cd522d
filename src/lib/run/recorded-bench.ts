/** A recorded timing: what `npm run bench -- --only inference --out FILE` writes, and static/runs keeps. Plain data. */

/** A median with its bootstrap 95% interval. */
export interface RecordedMedian {
	readonly median: number;
	readonly low: number;
	readonly high: number;
}

export interface RecordedBench {
	readonly format: 'awep-bench';
	readonly version: 1;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** Commit of the engines that were timed. */
	readonly codeVersion: string;
	readonly processor: string;
	readonly cores: number;
	readonly browser: string;
	readonly inference: {
		/** The instructions that the wasm engines used, such as "relaxed SIMD". */
		readonly simd: string;
		/** Numbers of each integer engine that equal the reference's. */
		readonly exact: readonly { readonly engine: string; readonly equal: number; readonly total: number }[];
		/** How many times as long, by the names of contestants.ts. */
		readonly ratios: readonly (RecordedMedian & { readonly name: string })[];
		/** Microseconds a picture, by contestant. */
		readonly times: readonly (RecordedMedian & { readonly id: string; readonly samples: number })[];
		/** What one core did at most, in thousands of millions a second (engines/timing/peaks.ts). */
		readonly peaks: { readonly floatMacs: number; readonly signMacs: number; readonly readBytes: number };
		/** What drew WebGL, and whether that is a program on the processor. */
		readonly renderer: string | null;
		readonly software: boolean;
		/** Pictures in one repetition. */
		readonly pictures: number;
		/** Samples that were thrown away. */
		readonly dropped: number;
	};
}
