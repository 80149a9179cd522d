/** Recorded first calls: one run of the figure "Every call, timed alone", saved by its own download. Plain data. */

export interface RecordedCalls {
	readonly format: 'awep-first-calls';
	readonly version: 1;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** The machine and the browser, in words. */
	readonly machine: string;
	/** Milliseconds to fetch and compile the kernels. */
	readonly loading: number;
	readonly wasm: {
		/** Microseconds of each call; 0 where the clock did not move. */
		readonly calls: readonly number[];
		readonly clockStep: number;
		readonly settled: number;
	};
	/** Microseconds of one draw of the whole network, asked for and waited for. */
	readonly webgl: {
		readonly asked: number;
		readonly waited: number;
		readonly renderer: string;
		readonly software: boolean;
	} | null;
	readonly isolated: boolean;
}
