/** The WebGL2 engine: integer networks as draws over bit-planes, equal to the reference number for number. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { pictureCount, type Engine, type Inference, type LoadedNetwork, type RunOptions } from '../engine.ts';
import type { FirstLayerForm } from '../repeatable.ts';
import { integerPlan } from './integer-plan.ts';
import type { OpenWebgl2 } from './open.ts';
import { PlanRunner } from './plan-runner.ts';

const FORM_NAMES: Readonly<Record<FirstLayerForm, string>> = {
	table: 'WebGL2, first layer by table',
	popcount: 'WebGL2, first layer by popcount'
};

/** @param form how the first layer is computed; the results are the same */
export function webglEngine(open: OpenWebgl2, form: FirstLayerForm): Engine {
	return {
		name: FORM_NAMES[form],
		load: async (network) => loadInteger(open, network, form)
	};
}

function loadInteger(open: OpenWebgl2, network: IntegerNetwork, form: FirstLayerForm): LoadedNetwork {
	const runner = new PlanRunner(open, integerPlan(network, form, 'whole'));
	return {
		async run(pictures: Uint8Array, options: RunOptions): Promise<Inference> {
			pictureCount(network, pictures);
			const { logits, levels } = runner.run(pictures, options.levels);
			if (!(logits instanceof Int32Array)) throw new TypeError('an integer network has whole logits');
			return { logits, levels: options.levels ? levels : null };
		},
		dispose: () => runner.dispose()
	};
}
