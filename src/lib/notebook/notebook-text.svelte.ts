/** The text of a notebook: its cells in the page's order, what the reader made of them, and how that is kept. It runs nothing. */
import type { ReadCell } from './cell-code.ts';
import { Cell } from './cell.svelte.ts';
import { MAX_CELLS, type SavedCells } from './saved-cells.ts';

export class NotebookText {
	cells = $state.raw<readonly Cell[]>([]);
	/** Reads JavaScript; null until it has been fetched. */
	protected reader = $state.raw<((source: string) => ReadCell) | null>(null);
	#appended = 0;

	/** Adds a cell of the page; the page makes them in its order. */
	add(source: string): Cell {
		const cell = new Cell(`cell-${this.cells.length + 1}`, source, false, () => this.reader);
		this.cells = [...this.cells, cell];
		return cell;
	}

	/** Adds an empty cell of the reader's at the end. */
	append(source = ''): Cell | null {
		if (this.cells.length >= MAX_CELLS) return null;
		const cell = new Cell(`own-${++this.#appended}`, '', true, () => this.reader);
		cell.source = source;
		this.cells = [...this.cells, cell];
		return cell;
	}

	/** Takes away a cell that the reader added. */
	remove(cell: Cell): void {
		this.cells = this.cells.filter((each) => each !== cell);
	}

	/** The reader's text, as it is kept. */
	saved(name: string): SavedCells {
		const changed = this.cells.filter((cell) => !cell.added && cell.changed);
		return {
			version: 1,
			name,
			changed: Object.fromEntries(changed.map(({ id, source }) => [id, source])),
			added: this.cells.filter(({ added }) => added).map(({ source }) => source)
		};
	}

	/** Puts kept text into the cells; nothing is run. Text for cells that the page does not have becomes cells of its own. */
	restore({ changed, added }: SavedCells): void {
		this.resetText();
		const left = { ...changed };
		for (const cell of this.cells) {
			if (!Object.hasOwn(left, cell.id)) continue;
			cell.source = left[cell.id];
			delete left[cell.id];
		}
		for (const source of [...Object.values(left), ...added]) this.append(source);
	}

	/** Every text as the page came with it, without the reader's cells. */
	protected resetText(): void {
		this.cells = this.cells.filter(({ added }) => !added);
		for (const cell of this.cells) cell.source = cell.given;
	}

	/** Names that the other cells define. */
	namesOfOthers(cell: Cell): string[] {
		return this.cells.flatMap(({ read }, i) =>
			read?.ok && this.cells[i] !== cell ? [...read.code.defines] : []
		);
	}

	number(cell: Cell): number {
		return this.cells.indexOf(cell) + 1;
	}
}
