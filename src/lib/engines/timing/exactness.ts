/** Compares every integer engine that is about to be timed with the reference: each level of each layer, and each logit. */
import type { Engine, Inference } from '../engine.ts';
import { reference } from '../reference.ts';
import type { FirstLayerForm } from '../repeatable.ts';
import { contestant, type Contestant } from './contestants.ts';
import type { Exactness, FromTiming, TimedNetworks } from './protocol.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';

/** Pictures that are compared; the reference takes its time. */
const PICTURES = 8;

/** Platforms on which integer engines of our own run. */
export type OwnPlatform = 'wasm' | 'webgl' | 'webgpu';

/** Hands out engines by platform. */
export interface EngineSource {
	engine(platform: OwnPlatform, form: FirstLayerForm): Promise<Engine | null>;
}

async function inferenceOf(
	engine: Engine,
	network: IntegerNetwork,
	pictures: Uint8Array
): Promise<Inference> {
	const loaded = await engine.load(network);
	try {
		return await loaded.run(pictures, { levels: true });
	} finally {
		loaded.dispose();
	}
}

const equalNumbers = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
	let equal = 0;
	for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
	return equal;
};

/** Cells of two inferences of the same network. */
export function compareInferences(own: Inference, expected: Inference): Exactness {
	const pairs: [ArrayLike<number>, ArrayLike<number>][] = [
		[expected.logits, own.logits],
		...(expected.levels ?? []).map((layer, i): [ArrayLike<number>, ArrayLike<number>] => [
			layer,
			own.levels?.[i] ?? []
		])
	];
	return {
		equal: pairs.reduce((sum, [a, b]) => sum + equalNumbers(a, b), 0),
		total: pairs.reduce((sum, [a]) => sum + a.length, 0)
	};
}

const comparable = (c: Contestant): c is Contestant & { platform: OwnPlatform; form: FirstLayerForm } =>
	c.form !== null && (c.platform === 'wasm' || c.platform === 'webgl' || c.platform === 'webgpu');

/** Says one `exact` message for each contestant that has an integer network. */
export async function checkExactness(
	request: {
		readonly contestants: readonly string[];
		readonly networks: TimedNetworks;
		readonly pictures: Uint8Array;
	},
	source: EngineSource,
	say: (message: FromTiming) => void
): Promise<void> {
	const known = new Map<IntegerNetwork, Inference>();
	for (const id of request.contestants) {
		const c = contestant(id);
		const network = c && request.networks.integer[c.network];
		// The cut networks are the whole one's beginning.
		if (!c || !network || !comparable(c) || c.blocks > 1) continue;
		const pictures = request.pictures.subarray(0, PICTURES * network.height * network.width * 3);
		const engine = await source.engine(c.platform, c.form);
		if (!engine) continue;
		const expected = known.get(network) ?? (await inferenceOf(reference, network, pictures));
		known.set(network, expected);
		const own = await inferenceOf(engine, network, pictures);
		say({ type: 'exact', contestant: id, exactness: compareInferences(own, expected) });
	}
}
