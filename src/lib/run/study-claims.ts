/**
 * What one seed of a recorded study would have had us claim, and whether the other seeds bear it out. Pure.
 *
 * A claim is: this first layer is better than that one, because on this seed it was. Every pair and every seed of a study
 * makes one, so nothing is picked by hand.
 */
import { Random } from '#lib/core/random.ts';
import { sampleVariance, studentInterval } from '#lib/core/statistics.ts';
import type { RecordedStudy } from './recorded-study.ts';

export interface Claim {
	readonly study: string;
	/** Names of the study's encodings. */
	readonly better: string;
	readonly worse: string;
	/** The seed that the claim was made on first, then the others in order. */
	readonly seeds: readonly number[];
	/** Test accuracy of both on each of these seeds, fractions 0..1. */
	readonly ofBetter: readonly number[];
	readonly ofWorse: readonly number[];
}

/** `holds`: the whole interval of all seeds lies above 0. `turned`: below. `open`: 0 lies within. */
export type Outcome = 'holds' | 'open' | 'turned';

/** By how much the better one leads on each seed of the claim; the first is positive. */
export const leadsOf = ({ ofBetter, ofWorse }: Claim): number[] => ofBetter.map((x, i) => x - ofWorse[i]);

/** @param leads differences by seed, two or more; judged by Student's interval, the more careful of the two */
export function outcomeOf(leads: readonly number[]): Outcome {
	const { low, high } = studentInterval(leads);
	if (low > 0) return 'holds';
	return high < 0 ? 'turned' : 'open';
}

type BySeed = ReadonlyMap<string, ReadonlyMap<number, number>>;

function accuracies(study: RecordedStudy): BySeed {
	const found = new Map<string, Map<number, number>>();
	for (const { encoding, seed, testAccuracy } of study.runs) {
		const own = found.get(encoding) ?? new Map<number, number>();
		found.set(encoding, own.set(seed, testAccuracy));
	}
	return found;
}

/** Every pair of first layers of a study, each once. */
function pairsOf(found: BySeed): (readonly [string, string])[] {
	const names = [...found.keys()];
	return names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
}

/** All claims that one seed of a study makes; pairs that are equal on a seed make none there. */
export function oneSeedClaims(study: RecordedStudy): Claim[] {
	const found = accuracies(study);
	return pairsOf(found).flatMap(([a, b]) => {
		const [ofA, ofB] = [found.get(a)!, found.get(b)!];
		const shared = [...ofA.keys()].filter((seed) => ofB.has(seed)).sort((x, y) => x - y);
		return shared.flatMap((seed): Claim[] => {
			const lead = ofA.get(seed)! - ofB.get(seed)!;
			if (lead === 0) return [];
			const seeds = [seed, ...shared.filter((other) => other !== seed)];
			const [better, worse] = lead > 0 ? [a, b] : [b, a];
			const of = (name: string): number[] => seeds.map((each) => found.get(name)!.get(each)!);
			return [{ study: study.name, better, worse, seeds, ofBetter: of(better), ofWorse: of(worse) }];
		});
	});
}

export interface LeadSize {
	/** Leads from here, below `to`; fractions. */
	readonly from: number;
	readonly to: number;
	readonly claims: number;
	readonly holding: number;
}

/**
 * How many one-seed leads of each size hold.
 * @param edges growing bounds of the sizes, fractions; the last may be Infinity
 */
export function holdingBySize(claims: readonly Claim[], edges: readonly number[]): LeadSize[] {
	return edges.slice(1).map((to, i) => {
		const from = edges[i];
		const own = claims.map(leadsOf).filter(([lead]) => lead >= from && lead < to);
		return { from, to, claims: own.length, holding: own.filter((l) => outcomeOf(l) === 'holds').length };
	});
}

/**
 * A few claims to judge: the largest leads that do not hold, and as many leads of about the same size that do, so that size
 * does not give the answer away. Each pair of first layers appears once; the order is shuffled, the same every time.
 */
export function claimsToJudge(claims: readonly Claim[], ofEach: number): Claim[] {
	const lead = (claim: Claim): number => leadsOf(claim)[0];
	const pairOf = ({ study, better, worse }: Claim): string => [study, ...[better, worse].sort()].join(' ');
	const used = new Set<string>();
	const isNew = (claim: Claim): boolean => !used.has(pairOf(claim));
	const take = (claim: Claim | undefined): Claim[] => {
		if (!claim) return [];
		used.add(pairOf(claim));
		return [claim];
	};
	const byLead = claims.toSorted((a, b) => lead(b) - lead(a));
	const holding = byLead.filter((claim) => outcomeOf(leadsOf(claim)) === 'holds');
	const failing = byLead.filter((claim) => outcomeOf(leadsOf(claim)) !== 'holds');
	const picked = Array.from({ length: ofEach }).flatMap(() => {
		const [bad] = take(failing.find(isNew));
		if (!bad) return [];
		const near = (claim: Claim): number => Math.abs(lead(claim) - lead(bad));
		return [bad, ...take(holding.filter(isNew).toSorted((a, b) => near(a) - near(b))[0])];
	});
	const order = Uint32Array.from(picked.keys());
	Random.fromSeed(ofEach).shuffle(order);
	return [...order].map((i) => picked[i]);
}

/**
 * What pairing by seed buys: the variance of the difference of two first layers on the same seed, over that on different seeds,
 * all pairs of the study together. 0: the seed does the same to both. 1: nothing cancels.
 */
export function pairedVarianceRatio(study: RecordedStudy): number {
	const found = accuracies(study);
	let paired = 0;
	let unpaired = 0;
	for (const [a, b] of pairsOf(found)) {
		const [ofA, ofB] = [found.get(a)!, found.get(b)!];
		const seeds = [...ofA.keys()].filter((seed) => ofB.has(seed));
		const of = (values: ReadonlyMap<number, number>): number[] => seeds.map((seed) => values.get(seed)!);
		paired += sampleVariance(seeds.map((seed) => ofA.get(seed)! - ofB.get(seed)!));
		unpaired += sampleVariance(of(ofA)) + sampleVariance(of(ofB));
	}
	return paired / unpaired;
}
