/**
 * Which backend a run trains on: wasm with our kernels, unless WebGL runs on real hardware here and a short probe says it is
 * faster. Pure; the probe and the memory of earlier probes come from outside.
 */
import type { Backend } from './protocol.ts';

/** Optimizer steps of a probe, after one step that compiles. */
export const PROBE_STEPS = 3;

export interface BackendChoice {
	readonly backend: Backend;
	/** Why, as a clause for the reader: "wasm: ...". */
	readonly reason: string;
}

export interface Circumstances {
	readonly wanted: Backend | 'auto';
	/** WebGL2's renderer as the browser names it; null where a worker has no WebGL2. */
	readonly renderer: string | null;
	/** What an earlier probe on this renderer chose. */
	readonly remembered: Backend | null;
	/** Milliseconds a step, by a probe of PROBE_STEPS steps. */
	probe(backend: Backend): Promise<number>;
}

/** Renderers that compute on the processor; training there is many times slower than our kernels. */
export const isSoftwareRenderer = (renderer: string): boolean =>
	/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);

export async function chooseBackend({
	wanted,
	renderer,
	remembered,
	probe
}: Circumstances): Promise<BackendChoice> {
	if (wanted === 'wasm') return { backend: 'wasm', reason: 'chosen by hand' };
	if (renderer === null) return { backend: 'wasm', reason: 'this browser gives workers no WebGL2' };
	if (wanted === 'webgl') return { backend: 'webgl', reason: 'chosen by hand' };
	if (isSoftwareRenderer(renderer))
		return { backend: 'wasm', reason: 'WebGL is drawn in software here, which is slower' };
	if (remembered) return { backend: remembered, reason: 'it won a probe on this machine before' };
	const onWasm = await probe('wasm');
	const onWebgl = await probe('webgl').catch(() => Infinity);
	const [backend, other, fast, slow] =
		onWebgl < onWasm
			? (['webgl', 'wasm', onWebgl, onWasm] as const)
			: (['wasm', 'WebGL', onWasm, onWebgl] as const);
	const against = Number.isFinite(slow) ? `${slow.toFixed(0)} ms on ${other}` : `no answer from ${other}`;
	return { backend, reason: `${fast.toFixed(0)} ms a step here, ${against}` };
}
