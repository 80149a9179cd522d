/** What a timing harness repeats on WebGPU: pictures and weights are on the device, and the queue's end is waited for. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Repeatable, TimedPart } from '../repeatable.ts';
import { integerSteps } from './integer-steps.ts';
import type { OpenWebgpu } from './open.ts';
import { StepRunner } from './step-runner.ts';

/**
 * The work as a harness repeats it, warmed up.
 * @param pictures [images, height, width, 3], at least one; all are computed together
 * @throws RangeError when the network contradicts itself
 * @throws DeviceLostError
 */
export async function webgpuRepeatable(
	{ device }: OpenWebgpu,
	network: IntegerNetwork,
	pictures: Uint8Array,
	part: TimedPart
): Promise<Repeatable> {
	const size = network.height * network.width * 3;
	if (pictures.length === 0 || pictures.length % size !== 0)
		throw new RangeError(`pictures must be a positive multiple of ${size} bytes, got ${pictures.length}`);
	const plan = integerSteps(network, part);
	const runner = await StepRunner.create(device, plan);
	await runner.upload(pictures);
	const to = part === 'whole' ? 'logits' : 'the first layer’s outputs';
	const repeatable: Repeatable = {
		async repeat(times) {
			for (let i = 0; i < times; i++) runner.compute();
			await runner.wait();
		},
		contains:
			`From pictures in a buffer, a word a pixel, to ${to} in a buffer, in ${plan.steps.length} dispatches; the end of the ` +
			'queue is waited for. Uploading the pictures is not in it.',
		dispose: () => runner.dispose()
	};
	await repeatable.repeat(1);
	return repeatable;
}
