/**
 * What one core of this machine can do at most, measured by the engines' innermost instructions alone (src/kernels/peak.ts): the
 * limit to hold a measured time against.
 */
import baseUrl from '../../../kernels/peak.wasm?url';
import relaxedUrl from '../../../kernels/peak-relaxed.wasm?url';
import type { WasmFlavour } from '../wasm-kernels.ts';

export interface Peaks {
	/** Float32 multiply-adds a second, in thousands of millions. */
	readonly floatMacs: number;
	/** Multiply-adds of two-bit levels and signs a second, by look-up, in thousands of millions. */
	readonly signMacs: number;
	/** Bytes a second read from a block that fits into the second cache, in thousands of millions. */
	readonly readBytes: number;
}

interface PeakExports {
	readonly FLOAT_MACS: WebAssembly.Global;
	readonly SIGN_MACS: WebAssembly.Global;
	floatPeak(turns: number, weight: number): number;
	signPeak(turns: number, start: number): number;
	readPeak(from: number, bytes: number, turns: number): number;
}

const URLS: Readonly<Record<WasmFlavour, string>> = { base: baseUrl, relaxed: relaxedUrl };

/** Bytes that are read again and again: more than a first cache, less than a second. */
const BLOCK = 256 * 1024;
const PAGES = 8;
const READS = 200;

/** Turns of a stretch, and stretches of which the fastest counts: an interrupted one is not what the machine can do. */
const TURNS = 400_000;
const STRETCHES = 12;

/** @returns thousands of millions a second */
function fastest(now: () => number, units: number, run: () => void): number {
	let best = Infinity;
	for (let i = 0; i < STRETCHES; i++) {
		const started = now();
		run();
		// A clock in whole milliseconds may show none.
		best = Math.min(best, Math.max(now() - started, 0.01));
	}
	return units / best / 1e6;
}

/**
 * Measure; takes about a tenth of a second.
 * @param bytes the module, of the flavour the engines run with
 * @param now milliseconds
 */
export async function measurePeaks(
	bytes: ArrayBuffer | Uint8Array<ArrayBuffer>,
	now: () => number
): Promise<Peaks> {
	const memory = new WebAssembly.Memory({ initial: PAGES });
	const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
	const peak = instance.exports as unknown as PeakExports;
	return {
		floatMacs: fastest(now, TURNS * (peak.FLOAT_MACS.value as number), () => peak.floatPeak(TURNS, 0.5)),
		signMacs: fastest(now, TURNS * (peak.SIGN_MACS.value as number), () => peak.signPeak(TURNS, 5)),
		readBytes: fastest(now, BLOCK * READS, () => peak.readPeak(0, BLOCK, READS))
	};
}

/** @throws Error when the module cannot be loaded */
export async function browserPeaks(flavour: WasmFlavour): Promise<Peaks> {
	const response = await fetch(URLS[flavour]);
	if (!response.ok)
		throw new Error(`${URLS[flavour]} could not be loaded: ${response.status} ${response.statusText}`);
	return measurePeaks(await response.arrayBuffer(), () => performance.now());
}
