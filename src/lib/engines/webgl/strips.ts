/** Cuts the last layer's sum over a picture into strips of rows, so that no fragment walks a whole large picture alone. */
import { TEXTURE_LIMIT } from './grid.ts';
import type { ListSurface, Pass } from './plan.ts';
import { LIST_HEAD } from './shader-text.ts';

/** Positions of one strip at most, one row at least: enough work for a fragment, little enough for many fragments. */
const STRIP_POSITIONS = 256;

/** Rows of one strip. */
export const stripRows = (height: number, width: number): number =>
	Math.min(height, Math.max(1, Math.floor(STRIP_POSITIONS / width)));

/**
 * Adds up neighbouring numbers of a list.
 * @param parts a multiple of `sums`' numbers a picture
 */
export function sumPass(parts: ListSurface, sums: ListSurface): Pass {
	const strips = parts.perPicture / sums.perPicture;
	const whole = sums.format === 'r32i';
	const fragment = `${LIST_HEAD}
uniform ${whole ? 'isampler2D' : 'sampler2D'} parts;
out ${whole ? 'int' : 'float'} sum;
void main() {
	int at = listIndex() * ${strips};
	sum = ${whole ? '0' : '0.0'};
	for (int i = at; i < at + ${strips}; i++)
		sum += texelFetch(parts, ivec2(i % ${TEXTURE_LIMIT}, i / ${TEXTURE_LIMIT}), 0).x;
}`;
	return {
		name: 'sum of strips',
		fragment,
		inputs: { parts },
		blocks: {},
		outputs: [{ surface: sums, layer: 0 }]
	};
}
