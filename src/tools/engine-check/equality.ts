/** Runs every equality case through engines and counts the cells, logits and levels, that equal the reference's. */
import type { Engine, Inference } from '#lib/engines/engine.ts';
import { equalityCases, type EqualityCase } from '#lib/engines/equality-cases.ts';
import { reference } from '#lib/engines/reference.ts';

export interface Cells {
	readonly engine: string;
	readonly equal: number;
	readonly total: number;
	/** Cases with a cell that differs. */
	readonly wrong: readonly string[];
	readonly milliseconds: number;
}

async function infer(engine: Engine, { network, pictures }: EqualityCase): Promise<Inference> {
	const loaded = await engine.load(network);
	const inference = await loaded.run(pictures, { levels: true });
	loaded.dispose();
	return inference;
}

/** Cells of two equally long arrays that are the same number. */
function equalCells(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let equal = 0;
	for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
	return equal;
}

const arraysOf = ({ logits, levels }: Inference): ArrayLike<number>[] => [logits, ...(levels ?? [])];

/** One engine's count over all cases so far. */
class Tally {
	readonly engine: Engine;
	equal = 0;
	total = 0;
	milliseconds = 0;
	readonly wrong: string[] = [];

	constructor(engine: Engine) {
		this.engine = engine;
	}

	async take(one: EqualityCase, expected: Inference): Promise<void> {
		const started = performance.now();
		const found = arraysOf(await infer(this.engine, one));
		this.milliseconds += performance.now() - started;
		let equal = 0;
		let total = 0;
		arraysOf(expected).forEach((cells, i) => {
			total += cells.length;
			equal += equalCells(cells, found[i]);
		});
		if (equal !== total) this.wrong.push(`${one.name}: ${equal} of ${total}`);
		this.equal += equal;
		this.total += total;
	}
}

export interface Contestant {
	readonly engine: Engine;
	/** 1 takes every case, n one of n: an engine that compiles slowly takes fewer. */
	readonly every: number;
}

/** The reference, which is slow, computes every case once for all engines. */
export async function compareAll(contestants: readonly Contestant[]): Promise<Cells[]> {
	const tallies = contestants.map(({ engine }) => new Tally(engine));
	let number = 0;
	for (const one of equalityCases()) {
		const expected = await infer(reference, one);
		for (const [i, { every }] of contestants.entries())
			if (number % every === 0) await tallies[i].take(one, expected);
		number++;
	}
	return tallies.map(({ engine, equal, total, wrong, milliseconds }) => {
		return { engine: engine.name, equal, total, wrong, milliseconds };
	});
}
