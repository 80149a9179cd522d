/** The steps of an integer network. */
import { checkIntegerNetwork, type IntegerNetwork } from '#lib/core/integer-network.ts';
import { ACTIVATION_BITS } from '#lib/core/quantize.ts';
import type { TimedPart } from '../repeatable.ts';
import { convStep } from './conv-step.ts';
import { denseStep } from './dense-step.ts';
import type { Levels, Numbers, Step, StepPlan } from './step.ts';
import { wordStep } from './word-step.ts';

/** @throws RangeError when the network contradicts itself */
export function integerSteps(network: IntegerNetwork, part: TimedPart): StepPlan {
	const { height, width, table, convs, dense, classes } = network;
	const shape = checkIntegerNetwork(network);
	const pictures: Numbers = { perPicture: height * width };
	const words = wordStep(table, pictures, height, width);
	const steps: Step[] = [words.step];
	const levels: Levels[] = [];
	let input = words.output;
	shape.convs.slice(0, part === 'whole' ? convs.length : 1).forEach((conv, i) => {
		const bits = i === 0 ? table.bits : ACTIVATION_BITS;
		const { step, output } = convStep(`convolution ${i + 1}`, convs[i], conv, input, bits);
		steps.push(step);
		levels.push(output);
		input = output;
	});
	if (part === 'first-layer') return { pictures, steps, logits: null, levels };
	const last = denseStep(dense, classes, input);
	return { pictures, steps: [...steps, last.step], logits: last.logits, levels };
}
