/**
 * A convolution by xor and countOneBits: an invocation computes 32 output channels of one pooled position. The identity is that of
 * webgl/sign-weights.ts: "accumulator >= t" is "X < limit".
 */
import { wordsOf } from '#lib/core/bit-planes.ts';
import { THRESHOLDS, type IntegerConv } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE, type ConvShape } from '#lib/core/network.ts';
import { topLevel } from '#lib/core/quantize.ts';
import { addressOf, levelsOf, STEP_HEAD, WORKGROUP, type Levels, type Step } from './step.ts';

const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/** Output channels of an invocation. */
const LANES = 32;

/** Words that every WebGPU has for a workgroup, 16 KB. */
const SHARED_WORDS = 4096;

/** Input words that registers hold: up to 64 channels. */
const HOISTED_WORDS = 2;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Words of an output channel: its signs [tap, word], then three limits. */
const wordsOfChannel = (inChannels: number): number => TAPS * wordsOf(inChannels) + THRESHOLDS;

/** [channel padded to 32s, words of a channel]; channels that do not exist have limits that nothing is below. */
function packSigns(
	{ signs, thresholds, outChannels }: IntegerConv,
	inChannels: number,
	bits: number
): Uint32Array {
	const words = wordsOf(inChannels);
	const perChannel = wordsOfChannel(inChannels);
	const packed = new Uint32Array(wordsOf(outChannels) * LANES * perChannel);
	for (let o = 0; o < outChannels; o++) {
		let set = 0;
		for (let row = 0; row < TAPS * inChannels; row++) {
			if (signs[row * outChannels + o] < 0) continue;
			set++;
			const c = row % inChannels;
			packed[o * perChannel + Math.floor(row / inChannels) * words + (c >>> 5)] |= 1 << (c & 31);
		}
		for (let k = 0; k < THRESHOLDS; k++) {
			const limit = topLevel(bits) * set - thresholds[o * THRESHOLDS + k] + 1;
			packed[o * perChannel + TAPS * words + k] = Math.max(limit, 0);
		}
	}
	return packed;
}

/** Words under one tap, for one position or for the four of a pool. */
function operand(shape: ConvShape, input: Levels, tap: number, word: string): string {
	const { stride, pool } = shape;
	const loads = range(pool * pool).map((p) => {
		const dy = Math.floor(p / pool) * stride + Math.floor(tap / KERNEL_SIZE);
		const dx = (p % pool) * stride + (tap % KERNEL_SIZE);
		return `source[corner + ${(dy * (input.width + 2) + dx) * 2 * wordsOf(input.channels)}u + ${word}]`;
	});
	return pool === 1 ? loads[0] : `vec4u(${loads.join(', ')})`;
}

/** Lines that add what every tap counts to `x`. */
function countLines(shape: ConvShape, input: Levels, bits: number, weight: (at: string) => string): string[] {
	const words = wordsOf(input.channels);
	const hoisted = words <= HOISTED_WORDS;
	const type = shape.pool === 1 ? 'u32' : 'vec4u';
	const term = (tap: number, plane: number, word: string): string => {
		const levels = hoisted
			? `a${plane}_${tap}_${word}`
			: operand(shape, input, tap, `${plane * words}u + ${word}`);
		const count = `countOneBits(${levels} ^ ${type}(${weight(`${tap * words}u + ${word}`)}))`;
		return plane === 0 ? `x += ${count};` : `x += ${count} << ${type}(1u);`;
	};
	const all = (word: string): string[] =>
		range(TAPS).flatMap((tap) => range(bits).map((plane) => term(tap, plane, word)));
	return hoisted
		? range(words).flatMap((word) => all(`${word}u`))
		: [`for (var word = 0u; word < ${words}u; word++) {`, ...all('word'), '}'];
}

function shader(shape: ConvShape, input: Levels, output: Levels, bits: number): string {
	const { pool, stride, pooledHeight, pooledWidth, inChannels, outChannels } = shape;
	const perChannel = wordsOfChannel(inChannels);
	const shared = LANES * perChannel <= SHARED_WORDS;
	const weight = (at: string): string =>
		shared ? `weights[i * ${perChannel}u + ${at}]` : `constants[(id.y * 32u + i) * ${perChannel}u + ${at}]`;
	const words = wordsOf(inChannels);
	const limit = (k: number): string => weight(`${TAPS * words + k}u`);
	const positions = pooledHeight * pooledWidth;
	const type = pool === 1 ? 'u32' : 'vec4u';
	const step = pool * stride;
	return [
		STEP_HEAD,
		shared ? `var<workgroup> weights: array<u32, ${LANES * perChannel}>;` : '',
		`@compute @workgroup_size(${WORKGROUP})`,
		'fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {',
		...(shared
			? [
					`for (var i = lane; i < ${LANES * perChannel}u; i += ${WORKGROUP}u) {`,
					`weights[i] = constants[id.y * ${LANES * perChannel}u + i];`,
					'}',
					'workgroupBarrier();'
				]
			: []),
		`if (id.x >= images * ${positions}u) { return; }`,
		`let image = id.x / ${positions}u;`,
		`let y = (id.x % ${positions}u) / ${pooledWidth}u;`,
		`let column = id.x % ${pooledWidth}u;`,
		`let corner = ${addressOf(input, 'image', `y * ${step}u`, `column * ${step}u`)};`,
		...(words <= HOISTED_WORDS
			? range(bits).flatMap((plane) =>
					range(TAPS).flatMap((tap) =>
						range(words).map(
							(word) =>
								`let a${plane}_${tap}_${word}u = ${operand(shape, input, tap, `${plane * words + word}u`)};`
						)
					)
				)
			: []),
		'var low = 0u;',
		'var high = 0u;',
		`let end = min(32u, ${outChannels}u - id.y * 32u);`,
		'for (var i = 0u; i < end; i++) {',
		`var x = ${type}(0u);`,
		...countLines(shape, input, bits, weight),
		// The largest accumulator of a pool has the smallest X.
		`let least = ${pool === 1 ? 'x' : 'min(min(x.x, x.y), min(x.z, x.w))'};`,
		...range(THRESHOLDS).map((k) => `let r${k} = select(0u, 1u, least < ${limit(k)});`),
		'low |= (r0 ^ r1 ^ r2) << i;',
		'high |= r1 << i;',
		'}',
		`let to = ${addressOf(output, 'image', 'y + 1u', 'column + 1u')} + id.y;`,
		'results[to] = low;',
		`results[to + ${wordsOf(outChannels)}u] = high;`,
		'}'
	].join('\n');
}

/** @param bits of an input level */
export function convStep(
	name: string,
	conv: IntegerConv,
	shape: ConvShape,
	input: Levels,
	bits: number
): { step: Step; output: Levels } {
	const { inChannels, outChannels, pooledHeight, pooledWidth } = shape;
	const output = levelsOf(pooledHeight, pooledWidth, outChannels);
	const step: Step = {
		name,
		code: shader(shape, input, output, bits),
		input,
		output,
		constants: packSigns(conv, inChannels, bits),
		perPicture: pooledHeight * pooledWidth,
		times: wordsOf(outChannels)
	};
	return { step, output };
}
