/**
 * GLSL that counts the set bits of many words at once: GLSL ES 3.00 has no bitCount.
 *
 * Full adders first: three words of equal weight become one of that weight and one of twice the weight, in 5 operations, until at
 * most two of a weight are left. Those few are then summed within the word, in fields of 4, 8 and 16 bits (Hacker's Delight, 5-1).
 */

/** A scalar for one position, a vector for the four positions of a pool. */
export type WordType = 'uint' | 'uvec4';

export interface BitCount {
	readonly statements: readonly string[];
	/** Names a word whose two 16-bit halves add up to the weighted count. */
	readonly halves: string;
	/** Arithmetic operations on 32-bit words, for one position. */
	readonly operations: number;
}

/** A word cut into equal fields, each at most `most`; the count is their sum shifted left by `shift`. */
interface Fields {
	readonly name: string;
	readonly most: number;
	readonly shift: number;
}

class Statements {
	readonly lines: string[] = [];
	operations = 0;
	readonly #type: WordType;

	constructor(type: WordType) {
		this.#type = type;
	}

	/** @returns the name that the expression got */
	let(expression: string, operations: number): string {
		const name = `b${this.lines.length}`;
		this.lines.push(`${this.#type} ${name} = ${expression};`);
		this.operations += operations;
		return name;
	}
}

/** Add up the words of each weight; `columns[l]` are those of weight 2^l, and at most two of each are left. */
function addColumns(columns: string[][], into: Statements): void {
	// The array grows while it is walked: carries make new weights.
	for (let l = 0; l < columns.length; l++) {
		const column = columns[l];
		const carry = (word: string): void => {
			if (l + 1 === columns.length) columns.push([]);
			columns[l + 1].push(word);
		};
		while (column.length >= 3) {
			const [a, b, c] = column.splice(0, 3);
			const either = into.let(`${a} ^ ${b}`, 1);
			column.push(into.let(`${either} ^ ${c}`, 1));
			carry(into.let(`(${a} & ${b}) | (${either} & ${c})`, 3));
		}
		// A half adder saves a word only where its carry makes an even number above odd.
		const above = columns[l + 1]?.length ?? 0;
		if (column.length === 2 && above >= 2 && above % 2 === 0) {
			const [a, b] = column.splice(0, 2);
			column.push(into.let(`${a} ^ ${b}`, 1));
			carry(into.let(`${a} & ${b}`, 1));
		}
	}
}

/** Add fields of different weights wherever no field can overflow. */
function merge(fields: readonly Fields[], limit: number, into: Statements): Fields[] {
	const merged: Fields[] = [];
	for (const next of fields.toSorted((a, b) => a.shift - b.shift)) {
		const last = merged.at(-1);
		const apart = last ? next.shift - last.shift : 0;
		if (!last || last.most + (next.most << apart) > limit) {
			merged.push(next);
			continue;
		}
		const name = apart
			? into.let(`${last.name} + (${next.name} << ${apart}u)`, 2)
			: into.let(`${last.name} + ${next.name}`, 1);
		merged[merged.length - 1] = { name, most: last.most + (next.most << apart), shift: last.shift };
	}
	return merged;
}

/** Add neighbouring fields, which makes half as many of twice the width. */
function widen({ name, most, shift }: Fields, width: number, mask: string, into: Statements): Fields {
	const fits = 2 * most < 2 ** width;
	const sum = fits
		? into.let(`(${name} + (${name} >> ${width}u)) & ${mask}`, 3)
		: into.let(`(${name} & ${mask}) + ((${name} >> ${width}u) & ${mask})`, 4);
	return { name: sum, most: 2 * most, shift };
}

/**
 * @param columns expressions of words; those of `columns[l]` count 2^l a bit. Together at most 32767 a word.
 */
export function countBits(columns: readonly (readonly string[])[], type: WordType): BitCount {
	const into = new Statements(type);
	const left = columns.map((column) => [...column]);
	addColumns(left, into);
	const pairs = left.flatMap((column, shift) =>
		column.map((word): Fields => {
			const name = into.let(`${word} - ((${word} >> 1u) & 0x55555555u)`, 3);
			return { name, most: 2, shift };
		})
	);
	const nibbles = merge(
		pairs.map((p) => widen(p, 2, '0x33333333u', into)),
		15,
		into
	);
	const bytes = merge(
		nibbles.map((n) => widen(n, 4, '0x0f0f0f0fu', into)),
		255,
		into
	);
	const halves = merge(
		bytes.map((b) => widen(b, 8, '0x00ff00ffu', into)),
		65535,
		into
	);
	const [{ name, shift }, ...others] = halves;
	if (others.length > 0 || shift !== 0)
		throw new RangeError(`bits of ${columns.map((c) => c.length).join(', ')} words do not fit 16 bits`);
	return { statements: into.lines, halves: name, operations: into.operations };
}
