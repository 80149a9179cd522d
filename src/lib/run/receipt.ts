/**
 * A receipt: what one finished run claims, small enough to hand in, complete enough to be replayed.
 *
 * On wasm a replay must be equal to the bit. WebGL rounds differently from card to card, and a rounding that differs once
 * leads to other weights: there only the accuracies are compared, within a tolerance.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Backend, FinalResult } from '#lib/worker/protocol.ts';

export interface Receipt {
	readonly format: 'awep-receipt';
	readonly version: 1;
	readonly config: TrainConfig;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** Of the code that trained. */
	readonly codeVersion: string;
	readonly backend: Backend;
	readonly dataName: string;
	/** SHA-256 of the training pictures and labels. */
	readonly dataHash: string;
	/** SHA-256 of the final snapshot. */
	readonly snapshotHash: string;
	/** Fractions 0..1 of the whole test and validation split. */
	readonly testAccuracy: number;
	readonly validationAccuracy: number;
}

/** What a receipt is made of: a finished run's own words, and the fingerprint of its pictures. */
export interface ReceiptParts extends Pick<Receipt, 'config' | 'codeVersion' | 'date' | 'backend'> {
	readonly data: { readonly name: string; readonly hash: string };
	readonly result: Pick<FinalResult, 'snapshotHash' | 'testAccuracy' | 'validationAccuracy'>;
}

export function makeReceipt({ data, result, ...parts }: ReceiptParts): Receipt {
	const { snapshotHash, testAccuracy, validationAccuracy } = result;
	return {
		...{ format: 'awep-receipt', version: 1, ...parts },
		...{ dataName: data.name, dataHash: data.hash, snapshotHash, testAccuracy, validationAccuracy }
	};
}

/**
 * How far apart two accuracies of one config may lie where the arithmetic is not the same, in points of 100. Runs that differ in
 * the seed alone lie within about this much of each other in the recorded studies.
 */
export const WEBGL_TOLERANCE_POINTS = 5;

/** One claim of a receipt beside what the replay found. */
export interface Comparison {
	readonly claim: string;
	readonly said: string;
	readonly found: string;
	/** Whether the two agree: exactly, or within `tolerance` where that is said. */
	readonly agrees: boolean;
	/** In words; empty where equality is asked for. */
	readonly tolerance: string;
}

const percent = (x: number): string => `${(100 * x).toFixed(2)} %`;

/**
 * Every claim of `said` against a replay of its config. What only names things (date, versions, the data's name) is no claim.
 * @param found the same run, done again; on wasm where `said` was
 */
export function compareReceipts(said: Receipt, found: Receipt): Comparison[] {
	const exact = said.backend === 'wasm' && found.backend === 'wasm';
	const equal = (claim: string, a: string, b: string): Comparison => ({
		...{ claim, said: a, found: b, agrees: a === b, tolerance: '' }
	});
	const accuracy = (claim: string, a: number, b: number): Comparison =>
		exact
			? { ...equal(claim, percent(a), percent(b)), agrees: a === b }
			: {
					claim,
					said: percent(a),
					found: percent(b),
					agrees: 100 * Math.abs(a - b) <= WEBGL_TOLERANCE_POINTS,
					tolerance: `within ${WEBGL_TOLERANCE_POINTS} points, because one of the two ran on WebGL`
				};
	return [
		equal('training pictures', said.dataHash, found.dataHash),
		...(exact ? [equal('final network', said.snapshotHash, found.snapshotHash)] : []),
		accuracy('test accuracy', said.testAccuracy, found.testAccuracy),
		accuracy('validation accuracy', said.validationAccuracy, found.validationAccuracy)
	];
}
