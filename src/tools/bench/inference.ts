/** The inference benchmark's page: the speed page's own timing, on the speed page's own networks, without the page. */
import { startTiming } from '#lib/engines/timing/client.ts';
import { CONTESTANTS } from '#lib/engines/timing/contestants.ts';
import type { Peaks } from '#lib/engines/timing/peaks.ts';
import type { FromTiming } from '#lib/engines/timing/protocol.ts';
import type { TimedSample } from '#lib/engines/timing/ratios.ts';
import { fetchNetworks, timedPictures } from '#lib/widgets/speed-networks.ts';
import { ratioRows, resultRows, type RatioRow, type ResultRow } from '#lib/widgets/speed-result.ts';

interface InferenceBench {
	/** The instructions that the wasm engines used, such as "relaxed SIMD". */
	readonly simd: string;
	/** Numbers of the integer engines that equal the reference's, one entry a contestant. */
	readonly exact: readonly { readonly engine: string; readonly equal: number; readonly total: number }[];
	readonly ratios: readonly RatioRow[];
	/** Microseconds a picture. */
	readonly times: readonly ResultRow[];
	readonly peaks: Peaks | null;
	/** What WebGL is drawn by, and whether that is a program. */
	readonly renderer: string | null;
	readonly software: boolean;
	readonly pictures: number;
	/** Contestants without times, and why. */
	readonly absent: Readonly<Record<string, string>>;
	readonly dropped: number;
}

/** Called by scripts/bench.mjs inside the browser. */
async function benchInference(
	workers: number,
	rounds: number,
	pictures: number,
	progress: (text: string) => void
): Promise<InferenceBench> {
	const heard: FromTiming[] = [];
	const samples: TimedSample[] = [];
	const handle = startTiming(
		{
			contestants: CONTESTANTS.map((c) => c.id),
			networks: await fetchNetworks('./networks/'),
			pictures: timedPictures(pictures),
			rounds,
			workers
		},
		(message, worker) => {
			heard.push(message);
			if (message.type === 'sample')
				samples.push({ id: message.contestant, worker, round: message.round, ms: message.ms });
			if (message.type === 'round')
				progress(`worker ${worker + 1} of ${workers}, round ${message.round + 1} of ${rounds}`);
		}
	);
	await handle.ended;
	const all = <T extends FromTiming['type']>(type: T): Extract<FromTiming, { type: T }>[] =>
		heard.filter((m): m is Extract<FromTiming, { type: T }> => m.type === type);
	const [failed] = all('failed');
	if (failed) throw new Error(failed.reason);
	const webgl = all('platform').find((p) => p.platform === 'webgl');
	const wasm = all('platform').find((p) => p.platform === 'wasm');
	return {
		simd: wasm?.variant ?? 'unknown',
		exact: all('exact').map(({ contestant, exactness }) => ({ engine: contestant, ...exactness })),
		ratios: ratioRows(samples),
		times: resultRows(samples, pictures),
		peaks: all('peaks')[0]?.peaks ?? null,
		renderer: webgl?.renderer ?? null,
		software: webgl?.software ?? false,
		pictures,
		absent: Object.fromEntries(all('absent').map((a) => [a.contestant, a.reason])),
		dropped: all('dropped').length
	};
}

Object.assign(globalThis, { benchInference });
