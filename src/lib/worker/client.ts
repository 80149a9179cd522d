/** The page's end of the line to one training worker: requests become promises, events go to one listener. */
import type { Answers, Event, FromWorker, Request, RequestType } from './protocol.ts';

type RequestOf<T extends RequestType> = Extract<Request, { type: T }>;

/** The parts of a Worker that the client uses, so that a test can stand in for it. */
export interface WorkerLike {
	postMessage(message: unknown, transfer: Transferable[]): void;
	addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: never) => void): void;
	terminate(): void;
}

interface Pending {
	resolve(answer: never): void;
	reject(error: Error): void;
}

/** The worker failed as a whole: its script did not load, it threw outside a request, or it was closed. */
export class WorkerFailure extends Error {
	override readonly name = 'WorkerFailure';
}

let open = 0;

/** Training workers of this page that have not been ended: while there is one, a reload would lose a run. */
export const openTrainers = (): number => open;

export class TrainerClient {
	readonly #worker: WorkerLike;
	readonly #pending = new Map<number, Pending>();
	readonly #onEvent: (event: Event) => void;
	readonly #onFailure: (failure: WorkerFailure) => void;
	#nextId = 1;
	#closed: WorkerFailure | null = null;

	/**
	 * @param worker taken over; `dispose` ends it
	 * @param onEvent hears every event in order
	 * @param onFailure hears once that the worker is gone for a reason other than `dispose`
	 */
	constructor(
		worker: WorkerLike,
		onEvent: (event: Event) => void,
		onFailure: (failure: WorkerFailure) => void
	) {
		open++;
		this.#worker = worker;
		this.#onEvent = onEvent;
		this.#onFailure = onFailure;
		worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.#receive(event.data));
		worker.addEventListener('error', (event: ErrorEvent) =>
			this.#fail(new WorkerFailure(event.message || 'the training worker could not be loaded'))
		);
		worker.addEventListener('messageerror', () =>
			this.#fail(new WorkerFailure('a message from the training worker could not be read'))
		);
	}

	/**
	 * Ask, and wait for the answer.
	 * @param transfer buffers given away; the caller must hold them nowhere else
	 * @throws Error with the worker's own words when it refuses, WorkerFailure when it is gone
	 */
	request<T extends RequestType>(request: RequestOf<T>, transfer: Transferable[] = []): Promise<Answers[T]> {
		if (this.#closed) return Promise.reject(this.#closed);
		const id = this.#nextId++;
		return new Promise<Answers[T]>((resolve, reject) => {
			this.#pending.set(id, { resolve, reject });
			this.#worker.postMessage({ ...request, id }, transfer);
		});
	}

	/** End the worker at once. What it had not yet said is lost; pending requests are rejected. */
	dispose(): void {
		this.#close(new WorkerFailure('the training worker was closed'));
	}

	#receive(message: FromWorker): void {
		if (this.#closed) return;
		if (message.type !== 'reply') {
			this.#onEvent(message);
			return;
		}
		const pending = this.#pending.get(message.id);
		this.#pending.delete(message.id);
		if (message.ok) pending?.resolve(message.answer as never);
		else pending?.reject(new Error(message.error));
	}

	#fail(failure: WorkerFailure): void {
		if (this.#closed) return;
		this.#close(failure);
		this.#onFailure(failure);
	}

	#close(reason: WorkerFailure): void {
		if (this.#closed) return;
		this.#closed = reason;
		open--;
		this.#worker.terminate();
		for (const { reject } of this.#pending.values()) reject(reason);
		this.#pending.clear();
	}
}

/** Start a training worker. */
export function startTrainer(
	onEvent: (event: Event) => void,
	onFailure: (failure: WorkerFailure) => void
): TrainerClient {
	const worker = new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
	return new TrainerClient(worker as WorkerLike, onEvent, onFailure);
}
