/** Which cells' values no longer follow from what the page shows, and why. Pure. */

export interface StalenessCell {
	readonly id: string;
	readonly source: string;
	/** Its last run; numbers grow with every run of the notebook. */
	readonly ran: { readonly number: number; readonly source: string; readonly lost: boolean } | null;
}

/**
 * @param cells in the page's order
 * @param needs cells that each cell uses itself
 * @returns a clause for each stale cell; cells that never ran are not stale
 */
export function staleCells(
	cells: readonly StalenessCell[],
	needs: ReadonlyMap<string, readonly string[]>
): ReadonlyMap<string, string> {
	const byId = new Map(cells.map((cell, i) => [cell.id, { cell, number: i + 1 }]));
	const reasons = new Map<string, string>();
	const seen = new Set<string>();
	const look = (id: string): void => {
		const { cell } = byId.get(id) ?? {};
		if (!cell?.ran || seen.has(id)) return;
		seen.add(id);
		const { ran } = cell;
		if (cell.source !== ran.source) reasons.set(id, 'it was changed after it ran');
		else if (ran.lost) reasons.set(id, 'its values were lost');
		for (const need of needs.get(id) ?? []) {
			look(need);
			const other = byId.get(need);
			if (!other || reasons.has(id)) continue;
			if (reasons.has(need)) reasons.set(id, `cell ${other.number}, which it uses, is stale`);
			else if ((other.cell.ran?.number ?? Infinity) > ran.number)
				reasons.set(id, `cell ${other.number}, which it uses, has run since`);
		}
	};
	for (const { id } of cells) look(id);
	return reasons;
}
