/** The results board as its page shows it: files come in one after the other, and the page stays alive between two of them. */
import { EMPTY_BOARD, addRefusal, addText, type Board, type HeldReceipt } from './board.ts';
import { openFiles, type DroppedFile } from './board-files.ts';
import { poolsOf, type Pool } from './board-pools.ts';
import { forgetBoard, keepBoard, readKeptBoard, type KeptFile } from './kept-board.ts';
import { Replays, type ReplayOptions } from './replays.svelte.ts';

export class BoardState {
	board = $state.raw<Board>(EMPTY_BOARD);
	/** Files that are being read now, in words; empty while none is. */
	reading = $state('');
	/** Whether the files stay in this browser. */
	kept = $state(false);
	/** What the browser's store refused. */
	message = $state('');
	readonly replays: Replays;
	#files: KeptFile[] = [];

	readonly pools: readonly Pool[] = $derived.by(() =>
		poolsOf(this.board.receipts, (held) => this.verdict(held))
	);

	constructor(options: ReplayOptions) {
		this.replays = new Replays(options);
	}

	verdict({ receipt }: HeldReceipt): 'holds' | 'differs' | null {
		const outcome = this.replays.outcomeOf(receipt);
		return outcome && outcome.kind !== 'failed' ? outcome.kind : null;
	}

	/** What an earlier visit was asked to keep. */
	async open(): Promise<void> {
		const files = await readKeptBoard();
		if (files.length === 0) return;
		for (const { path, text } of files) this.#take(path, text);
		this.kept = true;
	}

	async add(files: readonly DroppedFile[]): Promise<void> {
		this.message = '';
		let done = 0;
		for await (const opened of openFiles(files)) {
			this.reading = `${++done} read…`;
			if (opened.kind === 'text') this.#take(opened.path, opened.text);
			else this.board = addRefusal(this.board, opened.path, opened.why);
			// The page answers between two files.
			if (done % 8 === 0) await new Promise((resolve) => setTimeout(resolve));
		}
		this.reading = '';
		if (this.kept) await this.keep(true);
	}

	async keep(wanted: boolean): Promise<void> {
		this.message = '';
		try {
			await (wanted ? keepBoard(this.#files) : forgetBoard());
			this.kept = wanted;
		} catch (cause) {
			this.kept = false;
			this.message = `This browser did not keep the files: ${(cause as Error).message}.`;
		}
	}

	/** What was kept goes first: an empty board is one that a closed page cannot bring back. */
	async clear(): Promise<void> {
		this.replays.stop();
		await this.keep(false);
		this.replays.outcomes.clear();
		this.#files = [];
		this.board = EMPTY_BOARD;
	}

	#take(path: string, text: string): void {
		this.board = addText(this.board, path, text);
		if (this.board.lines.at(-1)?.kind === 'taken') this.#files.push({ path, text });
	}
}
