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

/**
 * Words by weight: those of `columns[l]` count 2^l a bit. A third word of a weight is added to the two before it at once, so that few
 * words are alive at any time: registers are what a shader has fewest of.
 */
class Columns {
	readonly columns: string[][] = [];
	readonly #into: Statements;

	constructor(into: Statements) {
		this.#into = into;
	}

	add(word: string, weight: number): void {
		while (this.columns.length <= weight) this.columns.push([]);
		const column = this.columns[weight];
		column.push(word);
		if (column.length < 3) return;
		const into = this.#into;
		const [a, b, c] = column.splice(0);
		const either = into.let(`${a} ^ ${b}`, 1);
		column.push(into.let(`${either} ^ ${c}`, 1));
		this.add(into.let(`(${a} & ${b}) | (${either} & ${c})`, 3), weight + 1);
	}

	/** A half adder saves a word where its carry makes two of the next weight three. */
	halve(): void {
		for (let l = 0; l + 1 < this.columns.length; l++) {
			if (this.columns[l].length !== 2 || this.columns[l + 1].length !== 2) continue;
			const [a, b] = this.columns[l].splice(0);
			this.columns[l].push(this.#into.let(`${a} ^ ${b}`, 1));
			this.add(this.#into.let(`${a} & ${b}`, 1), l + 1);
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
 * @param planes expressions of words, one operation each; those of `planes[p]` count 2^p a bit. All planes have equally many.
 * @throws RangeError when the count may exceed 16 bits
 */
export function countBits(planes: readonly (readonly string[])[], type: WordType): BitCount {
	const into = new Statements(type);
	const left = new Columns(into);
	planes[0].forEach((_, i) => planes.forEach((plane, p) => left.add(into.let(plane[i], 1), p)));
	left.halve();
	const pairs = left.columns.flatMap((column, shift) =>
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
		throw new RangeError(`bits of ${planes.length * planes[0].length} words do not fit 16 bits`);
	return { statements: into.lines, halves: name, operations: into.operations };
}
