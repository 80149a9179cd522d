/** The float networks on the WebGL2 engine, for whoever wants their results; for their time, see `repeatable.ts`. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import { floatFirstPlan, floatPlan } from './float-plan.ts';
import type { OpenWebgl2 } from './open.ts';
import { PlanRunner, type PlanResult } from './plan-runner.ts';

export interface LoadedFloat {
	/**
	 * Logits, and the levels of every block that has levels.
	 * @param pictures [images, height, width, 3], whole pictures
	 * @throws DeviceLostError
	 */
	run(pictures: Uint8Array): Promise<PlanResult>;
	dispose(): void;
}

/**
 * @throws Error where float textures cannot be drawn into; `open.floats` says so beforehand
 * @throws RangeError when the network is too large for textures or uniform blocks
 */
export async function loadWebglFloat(
	open: OpenWebgl2,
	network: FloatNetwork | FloatFirstNetwork
): Promise<LoadedFloat> {
	const plan = network.kind === 'all-float' ? floatPlan(network, 'whole') : floatFirstPlan(network, 'whole');
	const runner = new PlanRunner(open, plan);
	return {
		run: async (pictures) => runner.run(pictures, true),
		dispose: () => runner.dispose()
	};
}
