/** The course's words, each explained in a sentence or two of plain text. Where a word is from a chapter, it says which. */
/* eslint max-lines: off -- a list of words, and one list is easier to keep in order than two */

export interface GlossaryEntry {
	readonly term: string;
	readonly definition: string;
	/** Slug of the chapter that explains it; none for what the reader should know. */
	readonly chapter?: string;
}

const COSTS = 'what-a-bit-costs';
const CONVOLUTION = 'a-convolution-in-few-bits';
const STAIRCASE = 'training-through-a-staircase';
const FIRST = 'the-first-layer-problem';
const CODES = 'one-number-many-bits';
const EMBEDDING = 'pixel-embedding';
const RACE = 'the-race';
const INTEGERS = 'integers-only';
const FASTER = 'is-it-faster';

export const GLOSSARY = {
	ablation: {
		term: 'ablation',
		definition: 'Taking one part away and measuring what is lost, to learn what that part does.',
		chapter: RACE
	},
	accumulator: {
		term: 'accumulator',
		definition:
			'The wider whole number in which the products of a dot product are added up before they are rounded again.',
		chapter: CONVOLUTION
	},
	accuracy: {
		term: 'accuracy',
		definition:
			'The share of test pictures, which the network was not trained on, whose material it names correctly.',
		chapter: FIRST
	},
	activation: {
		term: 'activation',
		definition: 'A number that a layer hands to the next one. In this course it has two bits.',
		chapter: CONVOLUTION
	},
	amdahl: {
		term: 'Amdahl’s law',
		definition:
			'What the whole gains when one part gets faster: at most as much as that part’s share of the time allows.',
		chapter: FASTER
	},
	'arithmetic-intensity': {
		term: 'arithmetic intensity',
		definition: 'How many operations a loop does for each byte that it reads.',
		chapter: FASTER
	},
	bake: {
		term: 'bake',
		definition:
			'To keep only the quantized entries of a trained table and throw the numbers behind them away.',
		chapter: EMBEDDING
	},
	batch: {
		term: 'batch',
		definition:
			'The pictures that one training step looks at; 32 of them here, unless a page says otherwise.',
		chapter: FIRST
	},
	'batch-norm': {
		term: 'batch norm',
		definition:
			'A layer that shifts and scales each channel so that its values have mean 0 and spread 1, then applies a shift and a scale of its own.',
		chapter: FIRST
	},
	bit: {
		term: 'bit',
		definition: 'A digit that is 0 or 1. Each further bit doubles the number of different values.',
		chapter: COSTS
	},
	'bit-plane': {
		term: 'bit-plane',
		definition:
			'The picture made of one bit of every pixel. A picture with eight bits a value has eight of them for each colour.',
		chapter: CONVOLUTION
	},
	bootstrap: {
		term: 'bootstrap',
		definition:
			'A way to get an interval for a mean: draw the measured values again with repetition, many times, and see how far the mean moves.',
		chapter: RACE
	},
	channel: {
		term: 'channel',
		definition: 'One layer of a picture or of a feature map: red, for example, or what one filter found.'
	},
	clipping: {
		term: 'clipping',
		definition: 'Replacing what lies beyond a limit by the limit.',
		chapter: STAIRCASE
	},
	convolution: {
		term: 'convolution',
		definition:
			'The same small grid of weights is laid on every place of a picture; each time, weights and pixels are multiplied and added up.'
	},
	dither: {
		term: 'dither',
		definition:
			'Several copies of a rounded number whose thresholds are shifted against each other, so that together they tell more.',
		chapter: CODES
	},
	'dot-product': {
		term: 'dot product',
		definition: 'Multiply two rows of numbers entry by entry and add the products up.',
		chapter: CONVOLUTION
	},
	embedding: {
		term: 'embedding',
		definition:
			'A row of numbers, looked up in a trained table, that stands for one of many things: a word, or a pixel value.',
		chapter: EMBEDDING
	},
	encoding: {
		term: 'encoding',
		definition: 'The rule that turns a pixel value into the low-bit numbers that the first layer reads.',
		chapter: CODES
	},
	epoch: {
		term: 'epoch',
		definition: 'As many training steps as it takes to see every training picture once.'
	},
	'first-layer': {
		term: 'first layer',
		definition: 'The layer that reads the picture itself. The others read what layers before them wrote.',
		chapter: FIRST
	},
	float: {
		term: 'float',
		definition:
			'A number with a sign, an exponent and a fraction; 32 bits in most networks. It can be very large, very small, or in between.'
	},
	fold: {
		term: 'fold',
		definition:
			'To merge scales, shifts and batch norm into a few whole-number thresholds, so that no float is left.',
		chapter: INTEGERS
	},
	gradient: {
		term: 'gradient',
		definition:
			'How much the loss changes for a small change of each weight. Training walks against it, downhill.',
		chapter: STAIRCASE
	},
	histogram: {
		term: 'histogram',
		definition: 'How often each value occurs, drawn as bars.',
		chapter: COSTS
	},
	'histogram-equalisation': {
		term: 'histogram equalisation',
		definition: 'Moving a picture’s values so that each is used about equally often.',
		chapter: RACE
	},
	interval: {
		term: 'interval',
		definition:
			'The range a mean would plausibly fall in if everything were run again with other seeds. Here: 95%, by the bootstrap where no other way is named.',
		chapter: RACE
	},
	lane: {
		term: 'lane',
		definition:
			'One of the places of a machine word or of a register, which does its own small sum beside the others.',
		chapter: CONVOLUTION
	},
	latent: {
		term: 'latent',
		definition:
			'The precise number that training moves, from which the rounded one, which the network uses, is made.',
		chapter: STAIRCASE
	},
	latency: {
		term: 'latency',
		definition: 'Time that passes before anything is done, however little there is to do.',
		chapter: FASTER
	},
	'learning-rate': {
		term: 'learning rate',
		definition: 'The factor that says how far a training step goes down the slope.',
		chapter: STAIRCASE
	},
	level: {
		term: 'level',
		definition:
			'One of the few values that a quantized number can have, or its number, counted from 0. Two bits give four levels.',
		chapter: COSTS
	},
	logits: {
		term: 'logits',
		definition: 'What the last layer says: one number a class. The largest is the answer.'
	},
	loss: {
		term: 'loss',
		definition: 'One number that says how wrong the network’s answers are. Training makes it smaller.',
		chapter: STAIRCASE
	},
	'low-bit': {
		term: 'low-bit',
		definition: 'With one or two bits, where usually there are 32.',
		chapter: COSTS
	},
	'naive-rounding': {
		term: 'naive rounding',
		definition: 'To write a pixel value as the nearest of four evenly spaced levels, whatever the picture.',
		chapter: FIRST
	},
	'one-hot': {
		term: 'one-hot',
		definition: 'A row of zeros with a single one, whose place says which of many things is meant.',
		chapter: EMBEDDING
	},
	packing: {
		term: 'packing',
		definition: 'Writing many low-bit numbers side by side into one machine word.',
		chapter: INTEGERS
	},
	'paired-difference': {
		term: 'paired difference',
		definition: 'The difference of two results that were got on the same seed, taken seed by seed.',
		chapter: RACE
	},
	popcount: {
		term: 'popcount',
		definition: 'The number of ones among the bits of a word; one instruction on most processors.',
		chapter: CONVOLUTION
	},
	quantile: {
		term: 'quantile',
		definition:
			'The value below which a given part of the data lies. The median is the quantile at one half.',
		chapter: CODES
	},
	quantize: {
		term: 'quantize',
		definition: 'To replace a number by the nearest of a few levels.',
		chapter: COSTS
	},
	receipt: {
		term: 'receipt',
		definition:
			'A small file with the settings, the seed and the fingerprint of a finished run, so that anyone can run it again and compare.',
		chapter: INTEGERS
	},
	roofline: {
		term: 'roofline',
		definition:
			'The most that a loop can do on a machine: what its arithmetic allows, or what its reading allows, whichever is less.',
		chapter: FASTER
	},
	'rounding-error': {
		term: 'rounding error',
		definition: 'The difference between a number and the level that replaces it; at most half a step.',
		chapter: COSTS
	},
	scale: {
		term: 'scale',
		definition: 'The factor that turns a level, a small whole number, back into a value.',
		chapter: CONVOLUTION
	},
	seed: {
		term: 'seed',
		definition:
			'The number from which all random choices of a run follow. The same seed gives the same run, to the bit.',
		chapter: FIRST
	},
	simd: {
		term: 'SIMD',
		definition: 'One instruction that does the same to several numbers at once.',
		chapter: FASTER
	},
	step: {
		term: 'step',
		definition:
			'The distance between two neighbouring levels. (A training step is another thing: one look at one batch.)',
		chapter: COSTS
	},
	'straight-through': {
		term: 'straight-through estimator',
		definition:
			'To pretend, when gradients are computed, that rounding was not there: the gradient passes straight through it.',
		chapter: STAIRCASE
	},
	table: {
		term: 'table',
		definition: 'Here: 256 words, one for each pixel value, from black to white.',
		chapter: EMBEDDING
	},
	tap: {
		term: 'tap',
		definition: 'One place of a filter’s window; a window of 3 × 3 has nine.',
		chapter: CONVOLUTION
	},
	thermometer: {
		term: 'thermometer',
		definition:
			'A code of one-bit numbers with growing thresholds: as many ones as thresholds the value has reached.',
		chapter: CODES
	},
	threshold: {
		term: 'threshold',
		definition: 'The value at which a rounded number steps from one level to the next.',
		chapter: COSTS
	},
	'validation-split': {
		term: 'validation split',
		definition:
			'Pictures kept aside to choose settings on, so that the test pictures, which report the result, had no say in the choice.',
		chapter: RACE
	},
	wasm: {
		term: 'WebAssembly',
		definition: 'Compiled code that every browser runs at close to the processor’s own speed.',
		chapter: FASTER
	},
	webgl: {
		term: 'WebGL',
		definition: 'The browser’s way to compute on the graphics card, made for drawing.',
		chapter: FASTER
	},
	weight: {
		term: 'weight',
		definition: 'A number of a layer that training sets. In this course most are +1 or −1, times a scale.',
		chapter: CONVOLUTION
	},
	word: {
		term: 'word',
		definition:
			'The short row of low-bit numbers that stands for one pixel value. (A machine word is another thing: 32 bits that a processor handles at once.)',
		chapter: CODES
	},
	xnor: {
		term: 'xnor',
		definition: 'One where two bits are equal, zero where they differ: the product of two signs.',
		chapter: CONVOLUTION
	}
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type TermId = keyof typeof GLOSSARY;
export const GLOSSARY_IDS: ReadonlySet<string> = new Set(Object.keys(GLOSSARY));
