/** A histogram of pixel values as SVG paths: whole, or cut into stretches of one colour. Pure. */

/** How a histogram is laid out: value v takes the pixels v * width / 256 to (v + 1) * width / 256, as in every table of the site. */
export interface AreaSize {
	readonly width: number;
	/** Vertical pixel of nothing. */
	readonly base: number;
	/** Height of the largest count. */
	readonly height: number;
}

const VALUES = 256;

/** One path through the values from..to-1, closed at the base. */
export function areaPath(
	counts: ArrayLike<number>,
	{ width, base, height }: AreaSize,
	from = 0,
	to = VALUES
): string {
	let top = 1;
	for (let v = 0; v < VALUES; v++) top = Math.max(top, counts[v]);
	const x = (v: number): string => ((v * width) / VALUES).toFixed(2);
	let path = `M${x(from)} ${base}`;
	for (let v = from; v < to; v++) path += `V${(base - (height * counts[v]) / top).toFixed(2)}H${x(v + 1)}`;
	return `${path}V${base}z`;
}

/** A stretch of neighbouring values that are drawn alike. */
export interface Stretch {
	readonly from: number;
	/** One past the last value. */
	readonly to: number;
	readonly key: string;
}

/** Neighbouring values with one key, joined. */
export function stretches(keyOf: (value: number) => string): Stretch[] {
	const found: Stretch[] = [];
	for (let v = 0; v < VALUES; v++) {
		const key = keyOf(v);
		const last = found[found.length - 1];
		if (last?.key === key) found[found.length - 1] = { ...last, to: v + 1 };
		else found.push({ from: v, to: v + 1, key });
	}
	return found;
}
