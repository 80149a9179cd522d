/** How the cells of a notebook hang together by the names they define and use. Pure; it runs nothing and keeps nothing. */
import type { CellFault, ReadCell } from './cell-code.ts';

/** A cell as read, with the name the page gives it. */
export interface GraphCell {
	readonly id: string;
	readonly read: ReadCell;
}

export interface CellGraph {
	/** Cells whose values each cell uses itself, in the page's order. */
	readonly needs: ReadonlyMap<string, readonly string[]>;
	/** Why a cell cannot run; only for those that cannot. */
	readonly faults: ReadonlyMap<string, CellFault>;
}

/** @param cells in the page's order, by which cells are numbered from 1 in messages */
export function cellGraph(cells: readonly GraphCell[]): CellGraph {
	const faults = new Map<string, CellFault>();
	const number = new Map(cells.map(({ id }, i) => [id, i + 1]));
	const provider = new Map<string, string>();
	for (const { id, read } of cells) {
		if (!read.ok) {
			faults.set(id, read.fault);
			continue;
		}
		for (const name of read.code.defines) {
			const first = provider.get(name);
			if (first === undefined) provider.set(name, id);
			else
				faults.set(id, {
					message: `“${name}” is defined in cell ${number.get(first)} already. A name belongs to one cell: choose another here.`,
					line: null
				});
		}
	}
	const needs = new Map<string, string[]>();
	for (const { id, read } of cells) {
		const own = new Set<string>();
		if (read.ok) {
			for (const name of read.code.uses) {
				const from = provider.get(name);
				if (from !== undefined && from !== id) own.add(from);
			}
			for (const name of read.code.assigns) {
				const from = provider.get(name);
				if (from !== undefined && from !== id && !faults.has(id))
					faults.set(id, {
						message: `“${name}” belongs to cell ${number.get(from)}; only that cell can change it. Give the new value a name of its own.`,
						line: null
					});
			}
		}
		needs.set(
			id,
			cells.map((cell) => cell.id).filter((each) => own.has(each))
		);
	}
	for (const { id } of cells) {
		const circle = circleThrough(id, needs);
		if (circle && !faults.has(id)) {
			const named = circle.map((each) => number.get(each)).join(' needs cell ');
			faults.set(id, {
				message: `These cells wait for each other: cell ${named}. Move one of the names so that the circle opens.`,
				line: null
			});
		}
	}
	return { needs, faults };
}

/** The way from a cell back to itself, with the cell at both ends; null where there is none. */
function circleThrough(start: string, needs: ReadonlyMap<string, readonly string[]>): string[] | null {
	const seen = new Set<string>();
	const walk = (id: string, path: readonly string[]): string[] | null => {
		for (const next of needs.get(id) ?? []) {
			if (next === start) return [...path, next];
			if (seen.has(next)) continue;
			seen.add(next);
			const found = walk(next, [...path, next]);
			if (found) return found;
		}
		return null;
	};
	return walk(start, [start]);
}

/** Every cell that these need, and they themselves, each after what it needs. The graph must have no circle among them. */
export function runOrder(ids: readonly string[], needs: ReadonlyMap<string, readonly string[]>): string[] {
	const order: string[] = [];
	const seen = new Set<string>();
	const visit = (id: string): void => {
		if (seen.has(id)) return;
		seen.add(id);
		for (const each of needs.get(id) ?? []) visit(each);
		order.push(id);
	};
	for (const id of ids) visit(id);
	return order;
}

/** The names a cell takes from other cells. */
export function inputsOf(read: Extract<ReadCell, { ok: true }>, others: readonly GraphCell[]): string[] {
	const given = new Set(others.flatMap((cell) => (cell.read.ok ? cell.read.code.defines : [])));
	return [...read.code.uses].filter((name) => given.has(name) && !read.code.defines.includes(name));
}
