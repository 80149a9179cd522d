/**
 * What the page and the sandbox say to each other. Types only.
 *
 * The sandbox runs the reader's code, so the page believes nothing it says: parse-message.ts reads every message anew.
 */

/** A value as text to be unfolded: bounded in depth, length and number of nodes. */
export type Inspected =
	| { readonly kind: 'text'; readonly type: string; readonly text: string }
	| {
			readonly kind: 'list';
			/** `Array(3)`, `Uint8Array(256)`, `Set(2)`. */
			readonly name: string;
			readonly items: readonly Inspected[];
			/** Entries that are not shown. */
			readonly more: number;
	  }
	| {
			readonly kind: 'record';
			/** `Object`, or the name of its class. */
			readonly name: string;
			readonly entries: readonly (readonly [string, Inspected])[];
			readonly more: number;
	  };

export interface LineOutput {
	readonly label: string;
	readonly xs: readonly number[];
	readonly ys: readonly number[];
}

/** One thing under a cell. */
export type Output =
	| { readonly kind: 'value'; readonly value: Inspected }
	/** What the cell printed with console. */
	| { readonly kind: 'print'; readonly level: 'log' | 'warn' | 'error'; readonly text: string }
	| {
			readonly kind: 'rows';
			readonly title: string;
			readonly columns: readonly string[];
			readonly rows: readonly (readonly string[])[];
			readonly more: number;
	  }
	| {
			readonly kind: 'picture';
			readonly title: string;
			readonly height: number;
			readonly width: number;
			/** [height, width, 3], 0..255. */
			readonly pixels: Uint8Array;
	  }
	| {
			readonly kind: 'code';
			readonly title: string;
			readonly wordLength: number;
			readonly bits: number;
			/** [256, wordLength]. */
			readonly levels: Uint8Array;
			/** How often each value occurs, [256]. */
			readonly counts: readonly number[] | null;
	  }
	| {
			readonly kind: 'lines';
			readonly title: string;
			readonly xLabel: string;
			readonly yLabel: string;
			readonly lines: readonly LineOutput[];
	  }
	| {
			readonly kind: 'intervals';
			readonly title: string;
			readonly rows: readonly {
				readonly label: string;
				/** Fractions 0..1. */
				readonly values: readonly number[];
				readonly mean: number;
				readonly low: number;
				readonly high: number;
			}[];
	  }
	/** A run of the page's own trainer. */
	| { readonly kind: 'run'; readonly run: number }
	/** A place to choose a picture in. */
	| { readonly kind: 'photo'; readonly request: number; readonly side: number }
	| { readonly kind: 'note'; readonly text: string };

/** What a cell asks of the page. */
export type Ask =
	| { readonly type: 'train'; readonly config: unknown }
	| { readonly type: 'pause'; readonly run: number }
	| { readonly type: 'resume'; readonly run: number }
	| { readonly type: 'step'; readonly run: number }
	| { readonly type: 'snapshot'; readonly run: number }
	| { readonly type: 'end'; readonly run: number }
	| { readonly type: 'study'; readonly name: string }
	| { readonly type: 'network'; readonly name: string }
	| { readonly type: 'photo'; readonly side: number };

/** What a cell hears of a run while it goes on. */
export interface RunNews {
	readonly status: string;
	readonly step: number;
	/** Losses of the steps from `lossesFrom` + 1 on. */
	readonly losses: readonly number[];
	readonly lossesFrom: number;
	readonly evaluations: readonly { readonly step: number; readonly accuracy: number }[];
	/** Levels of the newest table, [256, wordLength]. */
	readonly levels: Uint8Array | null;
	/** When the run is over. */
	readonly result: {
		readonly testAccuracy: number;
		readonly validationAccuracy: number;
		readonly confusion: Uint32Array;
		readonly snapshotHash: string;
	} | null;
	/** Why it failed, else empty. */
	readonly message: string;
}

export type ToSandbox =
	| {
			readonly type: 'run';
			readonly execution: number;
			/** What error places are called: `cell 3`. */
			readonly name: string;
			/** Body of an async function of `inputs`; answers [value, names]. */
			readonly body: string;
			readonly inputs: readonly string[];
			/** Names of the cell's last run, which end with it. */
			readonly forget: readonly string[];
	  }
	/** Everything that waits is refused, timers end. */
	| { readonly type: 'stop'; readonly execution: number }
	| { readonly type: 'ping'; readonly id: number }
	| { readonly type: 'answer'; readonly request: number; readonly ok: true; readonly value: unknown }
	| { readonly type: 'answer'; readonly request: number; readonly ok: false; readonly error: string }
	| { readonly type: 'news'; readonly run: number; readonly news: RunNews };

export interface CellError {
	readonly name: string;
	readonly message: string;
	/** Line of the cell, from 1; null where it is not known. */
	readonly line: number | null;
}

export type FromSandbox =
	/** The frame listens, and waits for the program. */
	| { readonly type: 'frame' }
	/** The program runs and waits for cells. */
	| { readonly type: 'ready' }
	| { readonly type: 'pong'; readonly id: number }
	| { readonly type: 'output'; readonly execution: number; readonly output: Output }
	| { readonly type: 'done'; readonly execution: number }
	| { readonly type: 'failed'; readonly execution: number; readonly error: CellError }
	| { readonly type: 'ask'; readonly request: number; readonly execution: number; readonly ask: Ask }
	/** The worker is gone: out of memory, or it sent more than the frame passes on. */
	| { readonly type: 'gone'; readonly reason: string };
