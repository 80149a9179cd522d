/**
 * Counts the bytes of arrays that cells make and have not yet let go, and refuses more than a limit: a page's tab would
 * otherwise be ended by the browser, with everything in it. A fence against mistakes, not against malice.
 */
import type { Guards } from './guards.ts';

type ArrayConstructor = new (...args: never[]) => {
	readonly buffer: ArrayBufferLike;
	readonly byteLength: number;
};

const TYPED = [
	'Int8Array',
	'Uint8Array',
	'Uint8ClampedArray',
	'Int16Array',
	'Uint16Array',
	'Int32Array',
	'Uint32Array',
	'Float32Array',
	'Float64Array',
	'BigInt64Array',
	'BigUint64Array'
] as const;

const isBuffer = (x: unknown): boolean =>
	/^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(x));

/** Smaller arrays are counted with the lists and objects. */
const COUNTED_FROM_BYTES = 4096;
/** An array's own object and its buffer's. */
const EMPTY_BYTES = 200;

/**
 * @param limit bytes; what was let go is counted until the collector has seen it, which takes a pause of the cell
 * @param guards count the small ones
 */
export function limitArrays(limit: number, guards: Pick<Guards, 'made'>): void {
	let held = 0;
	const released = new FinalizationRegistry<number>((bytes) => (held -= bytes));
	const count = (made: InstanceType<ArrayConstructor>): void => {
		const bytes = made.byteLength;
		if (bytes < COUNTED_FROM_BYTES) {
			guards.made(made, EMPTY_BYTES + bytes);
			return;
		}
		if (held + bytes > limit)
			throw new RangeError(
				`the cells hold ${Math.round(held / 1e6)} MB of arrays and ask for ${Math.round(bytes / 1e6)} MB more; the limit is ${Math.round(limit / 1e6)} MB. Arrays that are no longer needed are let go when a cell pauses: await lab.pause()`
			);
		held += bytes;
		released.register(made.buffer ?? made, bytes);
	};
	const guard = (name: string, counts: (args: readonly unknown[]) => boolean): void => {
		const original = (globalThis as Record<string, unknown>)[name] as ArrayConstructor & {
			prototype: object;
		};
		const guarded = new Proxy(original, {
			construct(target, args, newTarget) {
				const made: InstanceType<ArrayConstructor> = Reflect.construct(target, args, newTarget);
				if (counts(args)) count(made);
				return made;
			}
		});
		// What `map` and `slice` make comes from here.
		Object.defineProperty(original.prototype, 'constructor', {
			value: guarded,
			writable: true,
			configurable: true
		});
		Object.defineProperty(globalThis, name, { value: guarded, writable: true, configurable: true });
	};
	// A view of a buffer takes no memory of its own.
	for (const name of TYPED) guard(name, ([first]) => !isBuffer(first));
	guard('ArrayBuffer', () => true);
}
