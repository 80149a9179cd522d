/** A worker for tests: it records what it is told, and says what the test makes it say. It trains nothing. */
import type { Event, FromWorker, RequestType, Samples, TestAnswers, ToWorker } from '#lib/worker/protocol.ts';
import type { WorkerLike } from '#lib/worker/client.ts';

export const SAMPLES: Samples = {
	height: 1,
	width: 1,
	images: Uint8Array.of(10, 20, 30, 40, 50, 60),
	labels: Uint8Array.of(0, 1)
};

export const NO_ANSWERS: TestAnswers = {
	labels: new Uint8Array(0),
	classes: new Uint8Array(0),
	confidences: new Float32Array(0)
};

export class FakeWorker implements WorkerLike {
	readonly received: ToWorker[] = [];
	terminated = false;
	readonly #listeners = new Map<string, (event: never) => void>();

	postMessage(message: unknown): void {
		this.received.push(message as ToWorker);
	}

	addEventListener(type: string, listener: (event: never) => void): void {
		this.#listeners.set(type, listener);
	}

	terminate(): void {
		this.terminated = true;
	}

	/** The types of everything asked so far. */
	asked(): RequestType[] {
		return this.received.map((request) => request.type);
	}

	say(message: FromWorker): void {
		this.#listeners.get('message')?.({ data: message } as never);
	}

	emit(event: Event): void {
		this.say(event);
	}

	/** Answer the latest request, or the one `back` before it, and let the promise behind it settle. */
	async answer(answer: unknown, back = 0): Promise<void> {
		const { id } = this.received[this.received.length - 1 - back];
		this.say({ type: 'reply', id, ok: true, answer: answer as never });
		await settled();
	}

	async refuse(error: string): Promise<void> {
		const { id } = this.received[this.received.length - 1];
		this.say({ type: 'reply', id, ok: false, error });
		await settled();
	}

	crash(message: string): void {
		this.#listeners.get('error')?.({ message } as never);
	}
}

/** Lets every promise that can settle do so. */
export async function settled(): Promise<void> {
	for (let i = 0; i < 10; i++) await Promise.resolve();
}
