/** The worker in which first calls are timed: wiring only. Its realm is fresh, so nothing in it is warm. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { Arena } from '../wasm-arena.ts';
import { loadWasmKernels } from '../wasm-browser.ts';
import { placeInteger } from '../wasm-low-bit.ts';
import { WasmNetwork } from '../wasm-network.ts';
import { integerPlan } from '../webgl/integer-plan.ts';
import { closeWebgl2, openWebgl2 } from '../webgl/open.ts';
import { PlanRunner } from '../webgl/plan-runner.ts';
import type { FirstCallsReport, FirstCallsRequest, FromFirstCalls } from './first-calls-client.ts';
import { timeAsking, timeFirstCalls } from './first-calls.ts';

/** Draws that are asked for at once; few enough that no driver makes the caller wait for room. */
const DRAWS = 8;

const now = (): number => performance.now();
const say = (message: FromFirstCalls): void => postMessage(message);

async function onWasm({
	network,
	picture,
	count
}: FirstCallsRequest): Promise<Pick<FirstCallsReport, 'loading' | 'wasm'>> {
	const started = now();
	const kernels = await loadWasmKernels();
	const loading = now() - started;
	const arena = new Arena();
	const placed = new WasmNetwork(kernels, arena, placeInteger(arena, network, 'table'), 1);
	placed.setPictures(picture);
	return { loading, wasm: timeFirstCalls(() => placed.infer(1), count, now) };
}

function onWebgl(network: IntegerNetwork, picture: Uint8Array): FirstCallsReport['webgl'] {
	const open = openWebgl2();
	if (!open) return null;
	const runner = new PlanRunner(open, integerPlan(network, 'table', 'whole'));
	try {
		const resident = runner.resident(picture);
		// Shaders are translated by the first draw: that is another story, and not the one told here.
		resident.draw();
		resident.wait();
		return { ...timeAsking(resident, DRAWS, now), renderer: open.renderer, software: open.software };
	} finally {
		runner.dispose();
		closeWebgl2(open);
	}
}

addEventListener('message', ({ data }: MessageEvent<FirstCallsRequest>) => {
	onWasm(data)
		.then((wasm) => ({ ...wasm, webgl: onWebgl(data.network, data.picture) }))
		.then((report) =>
			say({ type: 'report', report: { ...report, isolated: globalThis.crossOriginIsolated } })
		)
		.catch((error: unknown) => say({ type: 'failed', reason: (error as Error).message }));
});
