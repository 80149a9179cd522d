/**
 * The WebGPU engine: the optional rung. Integer networks by xor and countOneBits, equal to the reference number for number; the first
 * layer has one form, the popcount.
 */
import { wordsOf } from '#lib/core/bit-planes.ts';
import { pictureCount, type Engine, type LoadedNetwork } from '../engine.ts';
import { integerSteps } from './integer-steps.ts';
import type { OpenWebgpu } from './open.ts';
import type { Levels } from './step.ts';
import { StepRunner } from './step-runner.ts';

/** Pixels of all pictures that are computed together: buffers of some ten megabytes. */
const TILE_PIXELS = 2 ** 18;

/** @returns [images, height, width, channels] */
function unpackLevels(words: Uint32Array, levels: Levels): Uint8Array {
	const { height, width, channels, perPicture } = levels;
	const images = words.length / perPicture;
	const planeWords = wordsOf(channels);
	const out = new Uint8Array(images * height * width * channels);
	let to = 0;
	for (let image = 0; image < images; image++)
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const at = ((image * (height + 2) + y + 1) * (width + 2) + x + 1) * 2 * planeWords;
				for (let c = 0; c < channels; c++) {
					const word = at + (c >>> 5);
					const high = (words[word + planeWords] >>> (c & 31)) & 1;
					out[to++] = ((words[word] >>> (c & 31)) & 1) | (high << 1);
				}
			}
	return out;
}

export function webgpuEngine({ device }: OpenWebgpu): Engine {
	return {
		name: 'WebGPU',
		async load(network): Promise<LoadedNetwork> {
			const plan = integerSteps(network, 'whole');
			const runner = await StepRunner.create(device, plan);
			const size = network.height * network.width * 3;
			const most = Math.max(1, Math.floor((TILE_PIXELS * 3) / size));
			const { logits: logitNumbers } = plan;
			if (!logitNumbers) throw new TypeError('a whole network has logits');
			/** Logits, then the levels of every block where they are asked for. */
			const runTile = async (pictures: Uint8Array, levels: boolean) => {
				await runner.upload(pictures);
				runner.compute();
				const logits = new Int32Array((await runner.read(logitNumbers)).buffer);
				const blocks: Uint8Array[] = [];
				if (levels)
					for (const block of plan.levels) blocks.push(unpackLevels(await runner.read(block), block));
				return { logits, blocks };
			};
			return {
				async run(pictures, options) {
					const images = pictureCount(network, pictures);
					const logits = new Int32Array(images * network.classes);
					const levels = plan.levels.map(
						({ height, width, channels }) =>
							new Uint8Array(options.levels ? images * height * width * channels : 0)
					);
					for (let first = 0; first < images; first += most) {
						const own = pictures.subarray(first * size, (first + most) * size);
						const tile = await runTile(own, options.levels);
						logits.set(tile.logits, first * network.classes);
						tile.blocks.forEach((block, i) => levels[i].set(block, (levels[i].length / images) * first));
					}
					return { logits, levels: options.levels ? levels : null };
				},
				dispose: () => runner.dispose()
			};
		}
	};
}
