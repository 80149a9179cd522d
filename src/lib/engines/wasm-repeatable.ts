/** What the timing harness repeats on wasm: any of the three networks, all of it or its first block. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { FirstLayerForm, Repeatable, TimedPart } from './repeatable.ts';
import { Arena } from './wasm-arena.ts';
import { placeFloat, placeFloatFirst } from './wasm-float-layers.ts';
import type { WasmKernels } from './wasm-kernels.ts';
import { placeInteger, type Layout } from './wasm-low-bit.ts';
import { WasmNetwork } from './wasm-network.ts';

type TimedNetwork = IntegerNetwork | FloatFirstNetwork | FloatNetwork;

function place(arena: Arena, network: TimedNetwork, form: FirstLayerForm): Layout {
	if (!('kind' in network)) return placeInteger(arena, network, form);
	switch (network.kind) {
		case 'float-first':
			return placeFloatFirst(arena, network);
		case 'all-float':
			return placeFloat(arena, network);
		default:
			return network satisfies never;
	}
}

/** What happens to the bytes of a picture before the first convolution. */
function unpacking(network: TimedNetwork, form: FirstLayerForm): string {
	if ('kind' in network) return 'converting bytes to floats';
	return form === 'table' ? 'turning bytes into addresses of table rows' : 'packing words from bytes';
}

/** Of the blocks that a part may end with. */
const ORDINALS: Readonly<Record<number, string>> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth' };

/** What a block hands on. */
const firstOutput = (network: TimedNetwork): string =>
	'kind' in network && network.kind === 'all-float' ? 'floats' : 'packed levels';

/**
 * @param pictures [images, height, width, 3]; they are copied into wasm memory now, which no repetition does again
 * @param form of an integer network's first layer
 * @param blocks convolution blocks to compute where the part is not whole: 1 is the first layer
 * @throws RangeError when the network contradicts itself, or the pictures are not whole
 */
export function wasmRepeatable(
	kernels: WasmKernels,
	network: TimedNetwork,
	pictures: Uint8Array,
	part: TimedPart,
	form: FirstLayerForm = 'table',
	blocks = 1
): Repeatable {
	const size = network.height * network.width * 3;
	const images = pictures.length / size;
	if (!Number.isInteger(images))
		throw new RangeError(`pictures of ${size} bytes must fill the array, got ${pictures.length} bytes`);
	const arena = new Arena();
	const layout = place(arena, network, form);
	let loaded: WasmNetwork | null = new WasmNetwork(kernels, arena, layout, images);
	loaded.setPictures(pictures);
	const layers = part === 'whole' ? layout.shape.convs.length : blocks;
	const until =
		part === 'whole' ? 'logits' : `the ${ORDINALS[blocks] ?? `${blocks}th`} block's ${firstOutput(network)}`;
	return {
		async repeat(times) {
			if (!loaded) throw new Error('what was disposed of cannot be repeated');
			for (let i = 0; i < times; i++) loaded.infer(images, layers);
		},
		contains: `from the pictures' bytes in wasm memory to ${until}, ${unpacking(network, form)} included`,
		dispose() {
			loaded = null;
		}
	};
}
