/** Encodes pictures: every pixel becomes its word, three look-ups whose entries already stand in their colour's lanes. */
import { wordsOf } from '#lib/core/bit-planes.ts';
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { addressOf, levelsOf, STEP_HEAD, WORKGROUP, type Levels, type Numbers, type Step } from './step.ts';

const COLOURS = 3;

/** [colour, value, plane, word]. */
function packTable({ wordLength, levels }: LevelTable): Uint32Array {
	const words = wordsOf(COLOURS * wordLength);
	const packed = new Uint32Array(COLOURS * PIXEL_VALUES * 2 * words);
	for (let colour = 0; colour < COLOURS; colour++)
		levels.forEach((level, i) => {
			const channel = colour * wordLength + (i % wordLength);
			const entry = (colour * PIXEL_VALUES + Math.floor(i / wordLength)) * 2 * words;
			packed[entry + (channel >>> 5)] |= (level & 1) << (channel & 31);
			packed[entry + words + (channel >>> 5)] |= (level >> 1) << (channel & 31);
		});
	return packed;
}

export function wordStep(
	table: LevelTable,
	pictures: Numbers,
	height: number,
	width: number
): { step: Step; output: Levels } {
	const output = levelsOf(height, width, COLOURS * table.wordLength);
	const words = 2 * wordsOf(output.channels);
	const pixels = height * width;
	const code = `${STEP_HEAD}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
	if (id.x >= images * ${pixels}u) { return; }
	let pixel = source[id.x];
	let red = (pixel & 255u) * ${words}u;
	let green = (${PIXEL_VALUES}u + ((pixel >> 8u) & 255u)) * ${words}u;
	let blue = (${2 * PIXEL_VALUES}u + (pixel >> 16u)) * ${words}u;
	let place = id.x % ${pixels}u;
	let to = ${addressOf(output, `id.x / ${pixels}u`, `place / ${width}u + 1u`, `place % ${width}u + 1u`)};
	for (var w = 0u; w < ${words}u; w++) {
		results[to + w] = constants[red + w] | constants[green + w] | constants[blue + w];
	}
}`;
	const step: Step = {
		name: 'words',
		code,
		input: pictures,
		output,
		constants: packTable(table),
		perPicture: pixels,
		times: 1
	};
	return { step, output };
}
