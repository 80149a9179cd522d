/** One cell of a notebook: its source, and what came of its last run. Reactive state; the notebook moves it. */
import type { Run } from '#lib/run/run.svelte.ts';
import type { ReadCell } from './cell-code.ts';
import type { CellError, Output } from './protocol.ts';

/** What is shown under a cell: what the sandbox said, with runs and photo choosers put in by the page. */
export type ShownOutput =
	| Exclude<Output, { kind: 'run' } | { kind: 'photo' }>
	| { readonly kind: 'run'; readonly run: Run }
	| {
			readonly kind: 'photo';
			readonly side: number;
			readonly choose: (photo: { height: number; width: number; pixels: Uint8Array }) => void;
	  };

export type CellPhase = 'idle' | 'waiting' | 'running';

/** A run of a cell that ended well, or the last that did not. */
export interface CellRun {
	/** Grows with every run in the notebook. */
	readonly number: number;
	readonly source: string;
	readonly elapsedMs: number;
	readonly error: CellError | null;
	/** Its values went with the sandbox. */
	readonly lost: boolean;
}

export class Cell {
	readonly id: string;
	/** As the page came with it; empty for a cell that the reader added. */
	readonly given: string;
	/** Whether the reader added it. */
	readonly added: boolean;
	/** A heading or sentence the page has for it, when it was hidden at first. */
	source = $state('');
	phase = $state<CellPhase>('idle');
	/** When the run that is going on began, by performance.now(). */
	startedAt = $state(0);
	outputs = $state.raw<readonly ShownOutput[]>([]);
	/** The outputs are those of the run before: the next one replaces them. */
	old = $state(false);
	ran = $state.raw<CellRun | null>(null);
	/** Names the sandbox holds for it. */
	names: readonly string[] = [];

	readonly #reader: () => ((source: string) => ReadCell) | null;
	/** The source as read; null until the reader of JavaScript has been fetched. */
	readonly read = $derived.by((): ReadCell | null => this.#reader()?.(this.source) ?? null);

	constructor(
		id: string,
		given: string,
		added: boolean,
		reader: () => ((source: string) => ReadCell) | null
	) {
		this.id = id;
		this.given = given;
		this.added = added;
		this.#reader = reader;
		this.source = given;
	}

	get changed(): boolean {
		return this.source !== this.given;
	}

	/** Adds an output of the run that is going on. */
	put(output: ShownOutput): void {
		this.outputs = this.old ? [output] : [...this.outputs, output];
		this.old = false;
	}

	/** Back to before its first run. */
	clear(): void {
		this.outputs = [];
		this.old = false;
		this.ran = null;
		this.phase = 'idle';
	}
}
