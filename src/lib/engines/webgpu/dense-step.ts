/** The last layer: an invocation is one class of one picture. */
import { wordsOf } from '#lib/core/bit-planes.ts';
import { addressOf, STEP_HEAD, WORKGROUP, type Levels, type Numbers, type Step } from './step.ts';

/** Highest level, whose multiple of popcount(W) is the largest sum. */
const TOP = 3;

/**
 * Bits of all signs [class, position, word], then TOP * popcount of every class.
 * @param dense [positions, channels, classes]
 */
function packDense(dense: Int8Array, channels: number, classes: number): Uint32Array {
	const words = wordsOf(channels);
	const positions = dense.length / channels / classes;
	const sums = classes * positions * words;
	const packed = new Uint32Array(sums + classes);
	dense.forEach((sign, i) => {
		if (sign < 0) return;
		const k = i % classes;
		const c = Math.floor(i / classes) % channels;
		const position = Math.floor(i / classes / channels);
		packed[(k * positions + position) * words + (c >>> 5)] |= 1 << (c & 31);
		packed[sums + k] += TOP;
	});
	return packed;
}

/** @param dense signs, [features, classes] */
export function denseStep(dense: Int8Array, classes: number, input: Levels): { step: Step; logits: Numbers } {
	const { height, width, channels } = input;
	const words = wordsOf(channels);
	const logits: Numbers = { perPicture: classes };
	const code = `${STEP_HEAD}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
	if (id.x >= images * ${classes}u) { return; }
	let k = id.x % ${classes}u;
	var at = k * ${height * width * words}u;
	var x = 0u;
	for (var y = 1u; y <= ${height}u; y++) {
		for (var column = 1u; column <= ${width}u; column++) {
			let start = ${addressOf(input, `id.x / ${classes}u`, 'y', 'column')};
			for (var word = 0u; word < ${words}u; word++) {
				x += countOneBits(source[start + word] ^ constants[at]);
				x += countOneBits(source[start + ${words}u + word] ^ constants[at]) << 1u;
				at++;
			}
		}
	}
	results[id.x] = constants[${classes * height * width * words}u + k] - x;
}`;
	const step: Step = {
		name: 'last layer',
		code,
		input,
		output: logits,
		constants: packDense(dense, channels, classes),
		perPicture: classes,
		times: 1
	};
	return { step, logits };
}
