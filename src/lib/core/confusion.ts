/** What was answered to what: counts of a confusion matrix, and which pictures stand behind a cell. Pure. */

/** Answers to pictures, one number a picture in each array. */
export interface Answered {
	readonly labels: ArrayLike<number>;
	readonly classes: ArrayLike<number>;
	readonly confidences: ArrayLike<number>;
}

/** A cell: pictures of class `row` that were answered `column`. */
export interface Pair {
	readonly row: number;
	readonly column: number;
}

/** Pictures of each class, [classes]. @param counts [classes, classes], row = true class */
export function rowTotals(counts: ArrayLike<number>, classes: number): number[] {
	return Array.from({ length: classes }, (_, row) => {
		let total = 0;
		for (let column = 0; column < classes; column++) total += counts[row * classes + column];
		return total;
	});
}

/** Each row as shares 0..1 of its class; a class without pictures is all 0. */
export function rowShares(counts: ArrayLike<number>, classes: number): number[] {
	const totals = rowTotals(counts, classes);
	return Array.from(
		{ length: classes * classes },
		(_, i) => counts[i] / Math.max(1, totals[Math.floor(i / classes)])
	);
}

/**
 * The pictures of a cell, or all wrong ones: the most confident first, equally confident ones in the test set's order.
 * @param pair null for every wrong answer
 */
export function picturesOf({ labels, classes, confidences }: Answered, pair: Pair | null): number[] {
	return Array.from(labels, (_, i) => i)
		.filter((i) => (pair ? labels[i] === pair.row && classes[i] === pair.column : labels[i] !== classes[i]))
		.sort((a, b) => confidences[b] - confidences[a] || a - b);
}

/** The most frequent mistakes, most frequent first, none that never happened. */
export function commonMistakes(counts: ArrayLike<number>, classes: number, atMost: number): Pair[] {
	return Array.from({ length: classes * classes }, (_, i) => ({
		row: Math.floor(i / classes),
		column: i % classes
	}))
		.filter(({ row, column }) => row !== column && counts[row * classes + column] > 0)
		.sort((a, b) => counts[b.row * classes + b.column] - counts[a.row * classes + a.column])
		.slice(0, atMost);
}

/** Pictures that only the first, and that only the second answered rightly. */
export function rightlyAlone(a: Answered, b: Answered): { onlyA: number; onlyB: number } {
	let onlyA = 0;
	let onlyB = 0;
	for (let i = 0; i < a.labels.length; i++) {
		const [rightA, rightB] = [a.classes[i] === a.labels[i], b.classes[i] === b.labels[i]];
		if (rightA && !rightB) onlyA++;
		if (rightB && !rightA) onlyB++;
	}
	return { onlyA, onlyB };
}
