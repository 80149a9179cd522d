/**
 * The program of the sandbox: wires the cells to the library, the console and the page. It is bundled into one file, since
 * the frame it runs in can fetch nothing.
 */
import type { FromSandbox, ToSandbox } from '#lib/notebook/protocol.ts';
import { limitArrays } from './array-budget.ts';
import { Cells, Stopped } from './cells.ts';
import { labelClosedDoors } from './closed-doors.ts';
import { Collections } from './collections.ts';
import { countBuiltins } from './counted-builtins.ts';
import { draw } from './draw.ts';
import { hideGuards } from './function-text.ts';
import { makeGuards } from './guards.ts';
import { makeLab, type LabRun } from './lab.ts';
import { core, data, engines } from './library.ts';
import { MemoryMeter } from './memory-meter.ts';

// Taken before any cell runs; afterwards it is out of the cells' reach.
const send: (message: FromSandbox) => void = globalThis.postMessage.bind(globalThis);

const meter = new MemoryMeter(new Collections());
const guards = makeGuards(meter, Math.random);

const cells = new Cells(
	{
		output: (execution, output) => send({ type: 'output', execution, output }),
		done: (execution) => send({ type: 'done', execution }),
		failed: (execution, error) => send({ type: 'failed', execution, error })
	},
	guards
);

interface Pending {
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: Error) => void;
}
const pending = new Map<number, Pending>();
const runs = new Map<number, LabRun>();
let requests = 0;

const show = (value: unknown): void => cells.show(value);

const lab = makeLab(
	{
		ask: (ask) =>
			new Promise((resolve, reject) => {
				const request = ++requests;
				pending.set(request, { resolve, reject });
				send({ type: 'ask', request, execution: cells.execution, ask });
			}),
		show
	},
	runs
);

/** Timers of the cells, so that Stop ends them. */
const timers = new Set<number>();
const { setTimeout: later, setInterval: every, clearTimeout: never } = globalThis;
function timed<T extends typeof later | typeof every>(start: T) {
	return (...given: Parameters<T>): number => {
		const timer = start(...(given as [() => void, number])) as unknown as number;
		timers.add(timer);
		return timer;
	};
}

const globals = { core, data, engines, lab, draw, show };
for (const [name, value] of Object.entries(globals))
	Object.defineProperty(globalThis, name, { value: Object.freeze(value), enumerable: true });
Object.assign(globalThis, {
	setTimeout: timed(later),
	setInterval: timed(every),
	console: {
		...console,
		log: (...values: unknown[]) => cells.print('log', values),
		info: (...values: unknown[]) => cells.print('log', values),
		debug: (...values: unknown[]) => cells.print('log', values),
		warn: (...values: unknown[]) => cells.print('warn', values),
		error: (...values: unknown[]) => cells.print('error', values),
		table: (rows: readonly object[]) => show(draw.rows(rows))
	}
});

/** Enough for thousands of pictures and a network; little enough for a phone's tab. */
const ARRAY_LIMIT_BYTES = 1_000_000_000;
limitArrays(ARRAY_LIMIT_BYTES, guards);
countBuiltins(meter, guards);
hideGuards();
labelClosedDoors();

/** How often the meter hears that the cells' code has come to a pause; while it has not, this does not come. */
const REST_EVERY_MS = 250;
every(() => meter.rest(), REST_EVERY_MS);

addEventListener('unhandledrejection', (event) => {
	event.preventDefault();
	if (!(event.reason instanceof Stopped))
		cells.lateError(event.reason, 'A promise failed, and nothing waited for it');
});
addEventListener('error', (event) => {
	event.preventDefault();
	cells.lateError(event.error ?? event.message, 'An error after the cell had ended');
});

function stop(execution: number): void {
	for (const timer of timers) never(timer);
	timers.clear();
	cells.stop(execution);
	for (const { reject } of pending.values()) reject(new Stopped());
	pending.clear();
	for (const run of runs.values()) run.letGo();
}

addEventListener('message', ({ data: message }: MessageEvent<ToSandbox>) => {
	switch (message.type) {
		case 'run':
			meter.begin();
			// In a task of its own: only then can the meter's new references tell something.
			later(() => void cells.run(message));
			return;
		case 'stop':
			stop(message.execution);
			return;
		case 'ping':
			send({ type: 'pong', id: message.id });
			return;
		case 'answer': {
			const waiting = pending.get(message.request);
			pending.delete(message.request);
			if (message.ok) waiting?.resolve(message.value);
			else waiting?.reject(new Error(message.error));
			return;
		}
		case 'news':
			runs.get(message.run)?.hear(message.news);
			return;
		default:
			message satisfies never;
	}
});

send({ type: 'ready' });
