/** The timing worker: wiring only. Its realm is fresh, and no training code is in it, which would replace tfjs's kernels. */
import { checkExactness } from './exactness.ts';
import { clockResolution } from './clock.ts';
import { contestant } from './contestants.ts';
import { BrowserWork } from './browser-work.ts';
import { browserPeaks } from './peaks.ts';
import type { FromTimingWorker, ToTiming } from './protocol.ts';
import type { SamplingClock } from './sampling.ts';
import { hasRelaxedSimd } from '../wasm-kernels.ts';
import { runTiming } from './timing-loop.ts';

const say = (message: FromTimingWorker): void => postMessage(message);

let hidden = false;
let hiddenSince = false;

/** A message of its own kind goes round the event loop, behind all that already wait. */
const turns = new MessageChannel();
const breathe = (): Promise<void> =>
	new Promise((resolve) => {
		turns.port1.onmessage = () => resolve();
		turns.port2.postMessage(null);
	});

async function start(request: Extract<ToTiming, { type: 'start' }>): Promise<void> {
	const now = (): number => performance.now();
	const clock: SamplingClock = {
		now,
		resolution: clockResolution(now),
		breathe,
		wasHidden() {
			const was = hidden || hiddenSince;
			hiddenSince = false;
			return was;
		}
	};
	say({ type: 'clock', resolutionMs: clock.resolution, isolated: globalThis.crossOriginIsolated });
	const work = new BrowserWork(request, say);
	if (request.check) {
		const flavour = hasRelaxedSimd() ? 'relaxed' : 'base';
		say({ type: 'peaks', peaks: await browserPeaks(flavour) });
		await checkExactness(request, work, say);
	}
	const known = request.contestants.filter((id) => contestant(id) !== null);
	await runTiming({ contestants: known, rounds: request.rounds }, work, clock, say);
	work.dispose();
	say({ type: 'done' });
}

addEventListener('message', ({ data }: MessageEvent<ToTiming>) => {
	if (data.type === 'visibility') {
		hidden = data.hidden;
		hiddenSince ||= hidden;
		return;
	}
	if (data.type === 'ping') {
		say({ type: 'alive' });
		return;
	}
	start(data).catch((error: unknown) => say({ type: 'failed', reason: (error as Error).message }));
});
