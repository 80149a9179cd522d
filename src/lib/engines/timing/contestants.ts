/** Everything that can be timed, as data: which network, which part of it, on what. */
import type { FirstLayerForm, TimedPart } from '../repeatable.ts';

/** Whose code runs, and where. */
export type Platform = 'wasm' | 'webgl' | 'webgpu' | 'tfjs-wasm' | 'tfjs-webgl' | 'ort-float' | 'ort-int8';

/** The trained networks of static/networks, and one that the reader opened. */
export type NetworkName =
	'pixel-embedding' | 'naive2' | 'bit-planes' | 'float-first' | 'all-float' | 'opened';

export interface Contestant {
	/** Platform, part and network: a stable name in links and files. */
	readonly id: string;
	readonly platform: Platform;
	readonly part: TimedPart;
	readonly network: NetworkName;
	/** Only where the first layer reads a table. */
	readonly form: FirstLayerForm | null;
	/** Convolution blocks that are computed where the part is not whole: 1 is the first layer. */
	readonly blocks: number;
	/** What the reader sees. */
	readonly label: string;
}

const own = (platform: 'wasm' | 'webgl', where: string): Contestant[] => {
	const first = (
		network: NetworkName,
		form: FirstLayerForm | null,
		name: string,
		label: string
	): Contestant => ({
		id: `${platform}.conv1.${name}`,
		platform,
		part: 'first-layer',
		network,
		form,
		blocks: 1,
		label: `${label}, ${where}`
	});
	const whole = (
		network: NetworkName,
		form: FirstLayerForm | null,
		name: string,
		label: string
	): Contestant => ({
		...first(network, form, name, label),
		id: `${platform}.whole.${name}`,
		part: 'whole'
	});
	return [
		whole('pixel-embedding', 'table', 'table', 'all low-bit, embedding as table'),
		whole('pixel-embedding', 'popcount', 'popcount', 'all low-bit, embedding as popcount'),
		whole('float-first', null, 'floatFirst', 'float first layer, rest low-bit'),
		whole('all-float', null, 'allFloat', 'all float'),
		first('pixel-embedding', 'table', 'table', 'pixel embedding as table'),
		first('pixel-embedding', 'popcount', 'popcount', 'pixel embedding as popcount'),
		first('naive2', 'popcount', 'naive2', 'naive 2-bit as popcount'),
		first('bit-planes', 'popcount', 'bitPlanes', 'bit-planes as popcount'),
		first('float-first', null, 'float', 'float on 8-bit pixels')
	];
};

const others = (platform: Platform, where: string, parts: readonly TimedPart[]): Contestant[] =>
	parts.map((part) => ({
		id: `${platform}.${part === 'whole' ? 'whole' : 'conv1'}`,
		platform,
		part,
		network: 'all-float',
		form: null,
		blocks: 1,
		label: part === 'whole' ? `all float, ${where}` : `float first layer, ${where}`
	}));

/** The same network cut after its second, third and fourth block: what each layer takes is the difference to the one before. */
const cuts: Contestant[] = [2, 3, 4].map((blocks) => ({
	id: `wasm.blocks${blocks}.table`,
	platform: 'wasm',
	part: 'first-layer',
	network: 'pixel-embedding',
	form: 'table',
	blocks,
	label: `first ${blocks} blocks, embedding as table, WASM`
}));

/** A layer's time as the difference of two contestants'. */
export interface LayerTime {
	readonly label: string;
	readonly until: string;
	/** Null for the first layer. */
	readonly before: string | null;
}

export const LAYER_TIMES: readonly LayerTime[] = [
	{ label: 'first convolution, as a table', until: 'wasm.conv1.table', before: null },
	{ label: 'second convolution', until: 'wasm.blocks2.table', before: 'wasm.conv1.table' },
	{ label: 'third convolution', until: 'wasm.blocks3.table', before: 'wasm.blocks2.table' },
	{ label: 'fourth convolution', until: 'wasm.blocks4.table', before: 'wasm.blocks3.table' },
	{ label: 'last layer', until: 'wasm.whole.table', before: 'wasm.blocks4.table' }
];

/** An optional rung: one form of one network, where the browser has WebGPU. */
const webgpu: Contestant[] = own('wasm', 'WebGPU')
	.filter(({ network, form }) => network === 'pixel-embedding' && form === 'popcount')
	.map((c) => ({ ...c, id: c.id.replace('wasm', 'webgpu'), platform: 'webgpu' }));

const BOTH = ['whole', 'first-layer'] as const;

export const CONTESTANTS: readonly Contestant[] = [
	...own('wasm', 'WASM'),
	...cuts,
	...others('tfjs-wasm', 'tfjs on WASM', BOTH),
	...others('ort-float', 'onnxruntime on WASM', BOTH),
	...others('ort-int8', 'onnxruntime on WASM, 8 bits', ['whole']),
	...own('webgl', 'WebGL2'),
	...others('tfjs-webgl', 'tfjs on WebGL', BOTH),
	...webgpu
];

/** A network that the reader opened: no part of the list above, since most pages have none. */
export const OPENED_CONTESTANT: Contestant = {
	id: 'wasm.whole.opened',
	platform: 'wasm',
	part: 'whole',
	network: 'opened',
	form: 'table',
	blocks: 1,
	label: 'the opened file, WASM'
};

/** The contestant called `id`, or null. */
export const contestant = (id: string): Contestant | null =>
	[...CONTESTANTS, OPENED_CONTESTANT].find((c) => c.id === id) ?? null;

/** A ratio worth a sentence: how many times as long `above` takes as `below`. */
export interface NamedRatio {
	/** As `npm run bench` names it. */
	readonly name: string;
	readonly above: string;
	/** The best of these is taken: forms of one layer among which an engine may choose. */
	readonly below: readonly string[];
	/** What it tells, for the reader. */
	readonly question: string;
}

const EMBEDDED_WASM = ['wasm.whole.table'];
const EMBEDDED_WEBGL = ['webgl.whole.table', 'webgl.whole.popcount'];

export const NAMED_RATIOS: readonly NamedRatio[] = [
	{
		name: 'wasm.whole.floatFirst/embedding',
		above: 'wasm.whole.floatFirst',
		below: EMBEDDED_WASM,
		question: 'What the embedding saves of the whole network, on the processor: the paper’s question'
	},
	{
		name: 'wasm.conv1.float/embedding',
		above: 'wasm.conv1.float',
		below: ['wasm.conv1.table'],
		question: 'What it saves of the first layer, on the processor'
	},
	{
		name: 'wasm.whole.allFloat/embedding',
		above: 'wasm.whole.allFloat',
		below: EMBEDDED_WASM,
		question: 'All float against all low-bit, both ours, on the processor'
	},
	{
		name: 'wasm.whole.tfjs/own',
		above: 'tfjs-wasm.whole',
		below: EMBEDDED_WASM,
		question: 'tfjs in float against ours, on the processor'
	},
	{
		name: 'wasm.whole.ortFloat/own',
		above: 'ort-float.whole',
		below: EMBEDDED_WASM,
		question: 'onnxruntime in float against ours, on the processor'
	},
	{
		name: 'wasm.whole.ortInt8/own',
		above: 'ort-int8.whole',
		below: EMBEDDED_WASM,
		question: 'onnxruntime in 8 bits against ours, on the processor'
	},
	{
		name: 'webgl.whole.floatFirst/embedding',
		above: 'webgl.whole.floatFirst',
		below: EMBEDDED_WEBGL,
		question: 'What the embedding saves of the whole network, on the graphics card'
	},
	{
		name: 'webgl.conv1.ownFloat/own',
		above: 'webgl.conv1.float',
		below: ['webgl.conv1.table', 'webgl.conv1.popcount'],
		question: 'What it saves of the first layer, on the graphics card'
	},
	{
		name: 'webgl.whole.tfjs/own',
		above: 'tfjs-webgl.whole',
		below: EMBEDDED_WEBGL,
		question: 'tfjs in float against ours, on the graphics card'
	},
	{
		name: 'webgl.conv1.tfjs/own',
		above: 'tfjs-webgl.conv1',
		below: ['webgl.conv1.table', 'webgl.conv1.popcount'],
		question: 'tfjs’s first layer against ours, on the graphics card'
	}
];
