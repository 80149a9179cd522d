/** What a timing harness repeats on WebGL2: pictures and weights are on the device, and one texel is read at the end. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { FirstLayerForm, Repeatable, TimedPart } from '../repeatable.ts';
import { floatFirstPlan, floatPlan } from './float-plan.ts';
import { integerPlan } from './integer-plan.ts';
import type { OpenWebgl2 } from './open.ts';
import type { Plan } from './plan.ts';
import { PlanRunner } from './plan-runner.ts';

export type AnyNetwork = IntegerNetwork | FloatFirstNetwork | FloatNetwork;

/** @param form of an integer network's first layer; others have one form */
function planOf(network: AnyNetwork, part: TimedPart, form: FirstLayerForm): Plan {
	if (!('kind' in network)) return integerPlan(network, form, part);
	switch (network.kind) {
		case 'float-first':
			return floatFirstPlan(network, part);
		case 'all-float':
			return floatPlan(network, part);
		default:
			return network satisfies never;
	}
}

function words({ pictures, passes }: Plan, part: TimedPart): string {
	const from = pictures.format === 'rgba16ui' ? '16-bit whole numbers' : 'half floats';
	const to = part === 'whole' ? 'logits' : 'the first layer’s outputs';
	const draws = passes.length === 1 ? 'one draw' : `${passes.length} draws`;
	return (
		`From pictures in a texture, as ${from}, to ${to} in a texture, in ${draws} for every tile of pictures; of the last ` +
		'inference’s results one texel is read, which waits for all before. Uploading the pictures is not in it.'
	);
}

/**
 * The work as a harness repeats it, warmed up.
 * @param pictures [images, height, width, 3], at least one
 * @param form of an integer network's first layer; others ignore it
 * @throws RangeError when the network contradicts itself, or is too large for textures
 * @throws DeviceLostError
 */
export async function webglRepeatable(
	open: OpenWebgl2,
	network: AnyNetwork,
	pictures: Uint8Array,
	part: TimedPart,
	form: FirstLayerForm
): Promise<Repeatable> {
	const size = network.height * network.width * 3;
	if (pictures.length === 0 || pictures.length % size !== 0)
		throw new RangeError(`pictures must be a positive multiple of ${size} bytes, got ${pictures.length}`);
	const plan = planOf(network, part, form);
	const runner = new PlanRunner(open, plan);
	try {
		const resident = runner.resident(pictures);
		const repeatable: Repeatable = {
			async repeat(times) {
				for (let i = 0; i < times; i++) resident.draw();
				resident.wait();
			},
			contains: words(plan, part),
			dispose: () => runner.dispose()
		};
		// Shaders are translated to the device's own code by the first draw that uses them.
		await repeatable.repeat(1);
		return repeatable;
	} catch (error) {
		runner.dispose();
		throw error;
	}
}
