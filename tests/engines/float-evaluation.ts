/**
 * The network as evaluation computes it, one output number at a time and in float32: the oracle of the integer engines. It knows
 * no thresholds; batch norm and the quantizer are applied to every number.
 */
import { fixedTable } from '#lib/core/encoding.ts';
import type { ConvSnapshot, Snapshot } from '#lib/core/snapshot.ts';

const f = Math.fround;

/** Numbers [height][width][channel]. */
type Volume = number[][][];

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function encoded({ spec, table }: Snapshot, picture: Uint8Array): Volume {
	const { encoding, height, width } = spec;
	const levelOf = (value: number): number[] => {
		if (encoding.kind === 'pixel-embedding') {
			const top = encoding.bits === 1 ? 1 : 3;
			const row = Array.from(table!.slice(value * encoding.wordLength, (value + 1) * encoding.wordLength));
			return row.map((x) => {
				const y = f(f(x * top) + 0.5);
				return range(top).filter((n) => y >= n + 1).length;
			});
		}
		if (encoding.kind === 'all-float' || encoding.kind === 'float-first') throw new TypeError('no table');
		const { levels, wordLength } = fixedTable(encoding);
		return Array.from(levels.slice(value * wordLength, (value + 1) * wordLength));
	};
	return range(height).map((y) =>
		range(width).map((x) => [0, 1, 2].flatMap((c) => levelOf(picture[(y * width + x) * 3 + c])))
	);
}

/** The window that a kernel at [top, left] sees: [3 * 3 * inChannels], 0 outside. */
function neighbourhood(input: Volume, top: number, left: number): number[] {
	const outside = new Array<number>(input[0][0].length).fill(0);
	return range(9).flatMap((tap) => input[top + Math.floor(tap / 3)]?.[left + (tap % 3)] ?? outside);
}

/** One output channel as a function from its window to z. */
function channelOf(conv: ConvSnapshot, o: number, unit: number): (window: readonly number[]) => number {
	const weights = Array.from(conv.weights.filter((_, i) => i % conv.gamma.length === o));
	const magnitude = f(weights.reduce((sum, w) => f(sum + Math.abs(w)), 0) / weights.length);
	const scale = f(magnitude * f(unit));
	const a = f((conv.gamma[o] * scale) / Math.sqrt(scale * scale * conv.variance[o] + 1e-5));
	const b = f(conv.beta[o] - conv.mean[o] * a);
	return (window) => {
		const raw = window.reduce((sum, level, i) => (weights[i] < 0 ? sum - level : sum + level), 0);
		return f(f(raw * a) + b);
	};
}

function quantized(z: number): number {
	const y = f(f(1.5 * z) + 0.5);
	if (y < 1) return 0;
	return y < 3 ? Math.floor(y) : 3;
}

export interface Evaluation {
	/** Output of every block, [height, width, channels] flattened. */
	readonly levels: number[][];
	readonly logits: number[];
}

/** One picture [height, width, 3]. */
export function evaluateInFloat(snapshot: Snapshot, picture: Uint8Array): Evaluation {
	const { spec } = snapshot;
	const firstUnit = 'bits' in spec.encoding && spec.encoding.bits === 2 ? 1 / 3 : 1;
	let x = encoded(snapshot, picture);
	const levels = snapshot.convs.map((conv, layer) => {
		const { stride, pool } = spec.convs[layer];
		const input = x;
		const unit = layer === 0 ? firstUnit : 2 / 3;
		const channels = range(conv.gamma.length).map((o) => channelOf(conv, o, unit));
		x = range(Math.ceil(input.length / stride) / pool).map((y) =>
			range(Math.ceil(input[0].length / stride) / pool).map((column) => {
				const windows = range(pool * pool).map((i) =>
					neighbourhood(
						input,
						(y * pool + Math.floor(i / pool)) * stride - 1,
						(column * pool + (i % pool)) * stride - 1
					)
				);
				return channels.map((zOf) => quantized(Math.max(...windows.map(zOf))));
			})
		);
		return x.flat(2);
	});
	const features = x.flat(2);
	const logits = range(spec.classes).map((c) =>
		features.reduce((sum, level, i) => {
			return snapshot.dense[i * spec.classes + c] < 0 ? sum - level : sum + level;
		}, 0)
	);
	return { levels, logits };
}
