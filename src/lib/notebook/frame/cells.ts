/** Runs cells, one after the other, and keeps the values they define. In the sandbox's worker; it knows no page. */
import { GUARD } from '#lib/notebook/guard-text.ts';
import { inspect, inspectLine } from '#lib/notebook/inspect.ts';
import type { CellError, Output, ToSandbox } from '#lib/notebook/protocol.ts';
import { Drawing } from './drawing.ts';
import type { Guards } from './guards.ts';

type RunMessage = Extract<ToSandbox, { type: 'run' }>;

/** Outputs of one run that are shown; a loop can ask for millions. */
const MAX_OUTPUTS = 200;

/** As much of a message as a page shows. */
const MAX_MESSAGE = 4000;

/** What a cell that was stopped fails with. */
export class Stopped extends Error {
	override readonly name = 'Stopped';
	constructor() {
		super('This cell was stopped.');
	}
}

export interface CellsHost {
	output(execution: number, output: Output): void;
	done(execution: number): void;
	failed(execution: number, error: CellError): void;
}

interface Execution {
	readonly number: number;
	readonly name: string;
	outputs: number;
	readonly stop: (error: Stopped) => void;
}

type CellFunction = (
	inputs: Record<string, unknown>,
	guards: Guards
) => Promise<[unknown, Record<string, unknown>]>;

export class Cells {
	readonly #host: CellsHost;
	readonly #guards: Guards;
	readonly #values = new Map<string, unknown>();
	#current: Execution | null = null;
	/** Where late words of an ended cell belong. */
	#latest: Execution | null = null;

	/** @param guards what stands in the cells' code (guarded-source.ts) */
	constructor(host: CellsHost, guards: Guards) {
		this.#host = host;
		this.#guards = guards;
	}

	/** The run that is going on; 0 when none is. */
	get execution(): number {
		return this.#current?.number ?? 0;
	}

	async run({ execution, name, body, inputs, forget }: RunMessage): Promise<void> {
		for (const each of forget) this.#values.delete(each);
		let stop: (error: Stopped) => void = () => undefined;
		const stopped = new Promise<never>((_, reject) => (stop = reject));
		const current: Execution = { number: execution, name, outputs: 0, stop };
		this.#current = current;
		this.#latest = current;
		try {
			const [value, names] = await Promise.race([this.#start(name, body, inputs), stopped]);
			for (const [key, each] of Object.entries(names)) this.#values.set(key, each);
			if (value !== undefined) this.show(value);
			this.#host.done(execution);
		} catch (error) {
			this.#host.failed(execution, cellError(error, name));
		} finally {
			this.#current = null;
		}
	}

	async #start(name: string, body: string, inputs: readonly string[]): ReturnType<CellFunction> {
		// Everything before the body stands on its first line, so that the engine's line numbers are the cell's.
		const source = `(async ($inputs, ${GUARD}) => { 'use strict'; const { ${inputs.join(', ')} } = $inputs; ${body}\n})\n//# sourceURL=${sourceName(name)}`;
		// Indirect: the cell sees the worker's globals and nothing of this module.
		const run = (0, eval)(source) as CellFunction;
		return run(Object.fromEntries(inputs.map((each) => [each, this.#values.get(each)])), this.#guards);
	}

	/** Ends a run that still answers: what it awaits is refused. */
	stop(execution: number): void {
		if (this.#current?.number === execution) this.#current.stop(new Stopped());
	}

	/** Shows a value under the cell that runs, or ran last. */
	show(value: unknown): void {
		this.#put(value instanceof Drawing ? value.output : { kind: 'value', value: inspect(value) });
	}

	print(level: 'log' | 'warn' | 'error', values: readonly unknown[]): void {
		this.#put({ kind: 'print', level, text: values.map(inspectLine).join(' ') });
	}

	/** Something went wrong where nothing waited for it: a promise, a timer. */
	lateError(error: unknown, what: string): void {
		this.print('error', [
			`${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : inspectLine(error)}`
		]);
	}

	#put(output: Output): void {
		const execution = this.#current ?? this.#latest;
		if (!execution) return;
		execution.outputs++;
		if (execution.outputs > MAX_OUTPUTS + 1) return;
		if (execution.outputs === MAX_OUTPUTS + 1)
			this.#host.output(execution.number, {
				kind: 'note',
				text: `A cell shows at most ${MAX_OUTPUTS} things; the rest is left out.`
			});
		else this.#host.output(execution.number, output);
	}
}

const sourceName = (name: string): string => `${name.replaceAll(' ', '-')}.js`;

/** What was thrown, and in which line of the cell. */
function cellError(error: unknown, name: string): CellError {
	if (!(error instanceof Error))
		return { name: 'Error', message: `The cell threw ${inspectLine(error)}`, line: null };
	const place = new RegExp(`${sourceName(name)}:(\\d+)`).exec(error.stack ?? '');
	return {
		name: String(error.name).slice(0, 100),
		message: String(error.message).slice(0, MAX_MESSAGE),
		line: place ? Number(place[1]) : null
	};
}
