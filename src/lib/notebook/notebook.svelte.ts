/**
 * A notebook: its cells in the page's order, which of them are stale, and the queue of those that run. It owns the sandbox and the
 * runs that cells ask for; `dispose` ends both.
 */
import { cellGraph, inputsOf, runOrder, type CellGraph } from './cell-graph.ts';
import type { ReadCell } from './cell-code.ts';
import type { Cell, ShownOutput } from './cell.svelte.ts';
import type { ApiName } from './completions.ts';
import { LIBRARY_NAMES } from './library-names.ts';
import { PageRuns } from './page-runs.svelte.ts';
import type { Ask, CellError, FromSandbox } from './protocol.ts';
import { BUSY_LIMIT_MS, Sandbox, type Loss } from './sandbox.ts';
import { NotebookText } from './notebook-text.svelte.ts';
import type { SavedCells } from './saved-cells.ts';
import { siteFile } from './site-files.ts';
import { staleCells } from './staleness.ts';

/** Time a stopped cell has to end by itself, with its values kept; then its worker is ended. */
const STOP_GRACE_MS = 700;

const LOSSES: Readonly<Record<Loss, string>> = {
	busy: `The cell kept its worker busy for ${BUSY_LIMIT_MS / 1000} seconds without a pause, as an endless loop does, and was ended. A long computation can call “await lab.pause()” now and then.`,
	crashed: 'The browser ended the worker of this notebook, nearly always because its memory was full.',
	flood: 'The cell sent more messages than a page can show, and was ended.'
};

export type CellStatus = 'never' | 'waiting' | 'running' | 'done' | 'stale' | 'error';

export interface NotebookOptions {
	readonly frameUrl: string;
	readonly programUrl: string;
	/** Address of the list of everything the library has. */
	readonly namesUrl: string;
	/** Address of a file of the site: `runs/hero.json`. */
	readonly fileUrl: (path: string) => string;
}

export class Notebook extends NotebookText {
	/** What concerns no single cell, such as a program that could not be loaded. */
	notice = $state('');
	readonly #options: NotebookOptions;
	readonly #sandbox: Sandbox;
	readonly runs: PageRuns;
	#queue: Cell[] = [];
	#running = $state.raw<{ readonly cell: Cell; readonly number: number } | null>(null);
	#settle: (() => void) | null = null;
	#numbers = 0;
	#names: Promise<readonly ApiName[]> | null = null;

	readonly busy = $derived(this.#running !== null || this.cells.some(({ phase }) => phase !== 'idle'));
	readonly graph = $derived(
		this.reader ? cellGraph(this.cells.map(({ id, read }) => ({ id, read: read as ReadCell }))) : null
	);
	/** Why each stale cell is. */
	readonly #stale = $derived(this.graph ? staleCells(this.cells, this.graph.needs) : null);

	constructor(options: NotebookOptions) {
		super();
		this.#options = options;
		this.#sandbox = new Sandbox({
			...options,
			onMessage: (message) => this.#hear(message),
			onLost: (loss) => this.#lose(LOSSES[loss])
		});
		this.runs = new PageRuns((run, news) => this.#sandbox.send({ type: 'news', run, news }));
	}

	/** What a cell can call, for the editor; empty where the list cannot be had. */
	names(): Promise<readonly ApiName[]> {
		this.#names ??= fetch(this.#options.namesUrl).then(
			(response) => (response.ok ? (response.json() as Promise<ApiName[]>) : []),
			() => []
		);
		return this.#names;
	}

	status(cell: Cell): CellStatus {
		if (cell.phase !== 'idle') return cell.phase;
		if (!cell.ran) return 'never';
		if (this.#stale?.has(cell.id)) return 'stale';
		return cell.ran.error ? 'error' : 'done';
	}

	/** Why a cell is stale, as a clause; empty where it is not. */
	staleReason(cell: Cell): string {
		return this.#stale?.get(cell.id) ?? '';
	}

	/** Runs a cell, after those it needs that have no fresh value. */
	async run(cell: Cell): Promise<void> {
		await this.#enqueue([cell]);
	}

	/** Everything from the top, in a new sandbox. */
	async runAll(): Promise<void> {
		this.#forgetAll();
		await this.#enqueue(this.cells);
	}

	async #enqueue(wanted: readonly Cell[]): Promise<void> {
		for (const cell of wanted) if (cell.phase === 'idle') cell.phase = 'waiting';
		if (!(await this.#prepare())) {
			for (const cell of wanted) if (cell.phase === 'waiting') cell.phase = 'idle';
			return;
		}
		const { needs } = this.graph as CellGraph;
		const ids = wanted.map(({ id }) => id);
		const order = runOrder(ids, needs)
			.map((id) => this.cells.find((each) => each.id === id) as Cell)
			.filter((cell) => ids.includes(cell.id) || this.status(cell) !== 'done');
		for (const cell of order) {
			if (this.#queue.includes(cell) || cell.phase === 'running') continue;
			cell.phase = 'waiting';
			this.#queue.push(cell);
		}
		if (!this.#running) await this.#work();
	}

	/** Fetches what running takes. False when it cannot be had, which is then said. */
	async #prepare(): Promise<boolean> {
		try {
			const [{ readCell }] = await Promise.all([import('./cell-code.ts'), this.#sandbox.start()]);
			this.reader ??= (source) => readCell(source, LIBRARY_NAMES);
			this.notice = '';
			return true;
		} catch (error) {
			this.notice = `Cells cannot run now: ${(error as Error).message}`;
			return false;
		}
	}

	async #work(): Promise<void> {
		for (let cell = this.#queue.shift(); cell; cell = this.#queue.shift()) await this.#runOne(cell);
	}

	async #runOne(cell: Cell): Promise<void> {
		const graph = this.graph;
		const { read } = cell;
		const fault = graph?.faults.get(cell.id) ?? this.#failedNeed(cell);
		const number = ++this.#numbers;
		this.runs.end(cell.id);
		cell.startedAt = performance.now();
		if (fault || !read?.ok) {
			cell.outputs = [];
			this.#end(cell, number, { name: '', message: fault?.message ?? '', line: fault?.line ?? null });
			return;
		}
		// Stop may have ended the sandbox since the cell was put into the queue.
		if (!(await this.#prepare())) {
			cell.phase = 'idle';
			return;
		}
		cell.old = true;
		cell.phase = 'running';
		this.#running = { cell, number };
		const forget = cell.names;
		cell.names = read.code.defines;
		const others = this.cells.flatMap((each) => (each.read ? [{ id: each.id, read: each.read }] : []));
		await new Promise<void>((resolve) => {
			this.#settle = resolve;
			this.#sandbox.send({
				type: 'run',
				execution: number,
				name: `cell ${this.number(cell)}`,
				body: read.code.body,
				inputs: inputsOf(read, others),
				forget
			});
		});
	}

	/** A cell it needs that has no values. */
	#failedNeed(cell: Cell): { message: string; line: null } | null {
		for (const id of this.graph?.needs.get(cell.id) ?? []) {
			const need = this.cells.find((each) => each.id === id);
			if (need && (!need.ran || need.ran.error || need.ran.lost))
				return {
					message: `Cell ${this.number(need)}, which this one uses, has no value: see there.`,
					line: null
				};
		}
		return null;
	}

	#end(cell: Cell, number: number, error: CellError | null, lost = false): void {
		if (cell.old) cell.outputs = [];
		cell.old = false;
		cell.ran = { number, source: cell.source, elapsedMs: performance.now() - cell.startedAt, error, lost };
		cell.phase = 'idle';
		if (this.#running?.cell !== cell) return;
		this.#running = null;
		this.#settle?.();
		this.#settle = null;
	}

	#hear(message: FromSandbox): void {
		switch (message.type) {
			case 'output': {
				const cell = this.#cellOf(message.execution);
				if (cell) this.#show(cell, message.output);
				return;
			}
			case 'done':
			case 'failed': {
				const running = this.#running;
				if (running?.number !== message.execution) return;
				const error = message.type === 'failed' ? message.error : null;
				if (error?.name === 'Stopped') this.#clearQueue();
				this.#end(running.cell, running.number, error);
				return;
			}
			case 'ask':
				void this.#answer(message.request, message.execution, message.ask);
				return;
			case 'frame':
			case 'ready':
			case 'pong':
			case 'gone':
				return;
			default:
				message satisfies never;
		}
	}

	/** The cell of a run, if that is its last. */
	#cellOf(execution: number): Cell | null {
		if (this.#running?.number === execution) return this.#running.cell;
		return this.cells.find(({ ran }) => ran?.number === execution) ?? null;
	}

	#show(cell: Cell, output: Extract<FromSandbox, { type: 'output' }>['output']): void {
		if (output.kind === 'photo') return;
		if (output.kind !== 'run') {
			cell.put(output);
			return;
		}
		const kept = this.runs.get(output.run);
		if (kept?.cell === cell.id) cell.put({ kind: 'run', run: kept.run });
	}

	async #answer(request: number, execution: number, ask: Ask): Promise<void> {
		try {
			const value = await this.#valueOf(ask, execution);
			this.#sandbox.send({ type: 'answer', request, ok: true, value });
		} catch (error) {
			this.#sandbox.send({ type: 'answer', request, ok: false, error: (error as Error).message });
		}
	}

	#valueOf(ask: Ask, execution: number): Promise<unknown> {
		const cell = this.#cellOf(execution) ?? this.#running?.cell;
		if (!cell) throw new Error('The cell that asked is no longer there.');
		switch (ask.type) {
			case 'study':
			case 'network':
				return siteFile(ask.type, ask.name, this.#options.fileUrl);
			case 'photo':
				return new Promise((choose) =>
					cell.put({ kind: 'photo', side: ask.side, choose } satisfies ShownOutput)
				);
			case 'train':
			case 'pause':
			case 'resume':
			case 'step':
			case 'snapshot':
			case 'end':
				return this.runs.answer(ask, cell.id);
			default:
				return ask satisfies never;
		}
	}

	/** Ends what runs and empties the queue. Values of the other cells are kept where the cell still answers. */
	stop(): void {
		this.#clearQueue();
		const running = this.#running;
		if (!running) return;
		this.runs.pause(running.cell.id);
		this.#sandbox.send({ type: 'stop', execution: running.number });
		setTimeout(() => {
			if (this.#running !== running) return;
			this.#sandbox.dispose();
			this.#lose('This cell was stopped. It did not pause, so its worker was ended.');
		}, STOP_GRACE_MS);
	}

	#clearQueue(): void {
		for (const cell of this.#queue.splice(0)) cell.phase = 'idle';
	}

	/** The sandbox is gone, and with it every value. */
	#lose(message: string): void {
		const running = this.#running;
		this.#clearQueue();
		this.runs.end();
		for (const cell of this.cells)
			if (cell.ran && cell !== running?.cell) cell.ran = { ...cell.ran, lost: true };
		if (running) this.#end(running.cell, running.number, { name: '', message, line: null });
	}

	#forgetAll(): void {
		this.#clearQueue();
		this.#sandbox.dispose();
		this.runs.end();
		const running = this.#running;
		if (running) this.#end(running.cell, running.number, null);
		for (const cell of this.cells) cell.clear();
	}

	/** Every cell as the page came with it, nothing run. */
	reset(): void {
		this.#forgetAll();
		this.resetText();
	}

	/** Takes away a cell that the reader added, unless it runs. */
	override remove(cell: Cell): void {
		if (!cell.added || cell.phase !== 'idle') return;
		this.runs.end(cell.id);
		super.remove(cell);
	}

	/** Puts kept text into the cells; nothing is run. */
	override restore(saved: SavedCells): void {
		this.#forgetAll();
		super.restore(saved);
	}

	dispose(): void {
		this.#clearQueue();
		this.#sandbox.dispose();
		this.runs.end();
	}
}
