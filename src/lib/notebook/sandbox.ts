/**
 * The page's end of the line to the sandbox: makes the frame, gives it the program, passes messages, and notices when the code
 * inside no longer answers. It knows nothing of cells.
 *
 * The frame is sandboxed with scripts and nothing else, so it has no origin, no storage and no way to this page but messages; its own
 * policy closes the network (static/notebook/frame.html). Where a service worker answers for the site, it is sandboxed by the header
 * that this one gives it (src/lib/site/headers.ts): a frame with the attribute passes it by, and would not open offline. The frame
 * looks for itself, and starts nothing in the page's own origin.
 */
import { parseMessage } from './parse-message.ts';
import type { FromSandbox, ToSandbox } from './protocol.ts';

/** What the page should hear, besides the sandbox's own words. */
export type Loss =
	/** The code has not come to a pause for the whole limit. */
	| 'busy'
	/** The browser ended it: nearly always for want of memory. */
	| 'crashed'
	/** It sent more than a page can show. */
	| 'flood';

export interface SandboxOptions {
	/** Address of frame.html. */
	readonly frameUrl: string;
	/** Address of the program, which the page fetches for it. */
	readonly programUrl: string;
	readonly onMessage: (message: FromSandbox) => void;
	/** The values of all cells are gone. A next message starts a new sandbox. */
	readonly onLost: (loss: Loss) => void;
}

/** How long code may run without a pause. */
export const BUSY_LIMIT_MS = 10_000;
/** How often it is asked whether it still answers. */
const PING_EVERY_MS = 500;
/** A frame with no code of the reader's that does not answer for so long has lost its process. */
const FRAME_LIMIT_MS = 15_000;
/** The page itself stood still (a sleeping laptop, a hidden tab): that time is nobody's fault. */
const LATE_TIMER_MS = 2000;

export class Sandbox {
	readonly #options: SandboxOptions;
	#frame: HTMLIFrameElement | null = null;
	#ready: Promise<void> | null = null;
	#program: Promise<string> | null = null;
	#onReady: () => void = () => undefined;
	/** Set while the sandbox starts: it failed to. */
	#onFailedStart: ((error: Error) => void) | null = null;
	#listener: ((event: MessageEvent) => void) | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;
	#pings = 0;
	/** Milliseconds without an answer, as far as the page was awake. */
	#silence = 0;
	#frameSilence = 0;
	#lastTick = 0;

	constructor(options: SandboxOptions) {
		this.#options = options;
	}

	/**
	 * Starts the sandbox unless it runs.
	 * @throws Error when its program cannot be loaded
	 */
	start(): Promise<void> {
		this.#ready ??= this.#start();
		return this.#ready;
	}

	async #start(): Promise<void> {
		try {
			this.#program ??= fetchText(this.#options.programUrl);
			const program = await this.#program;
			await new Promise<void>((resolve, reject) => {
				this.#onReady = resolve;
				this.#onFailedStart = reject;
				this.#open(program);
			});
			this.#onFailedStart = null;
		} catch (error) {
			this.#program = null;
			this.dispose();
			throw error;
		}
	}

	#open(program: string): void {
		const frame = document.createElement('iframe');
		if (!navigator.serviceWorker?.controller) frame.setAttribute('sandbox', 'allow-scripts');
		frame.title = 'Where notebook cells run';
		frame.hidden = true;
		frame.tabIndex = -1;
		frame.src = this.#options.frameUrl;
		this.#listener = (event) => {
			if (event.source !== frame.contentWindow || frame !== this.#frame) return;
			this.#hear(event.data, program);
		};
		addEventListener('message', this.#listener);
		this.#frame = frame;
		document.body.append(frame);
	}

	#hear(data: unknown, program: string): void {
		if ((data as { type?: unknown } | null)?.type === 'frame-pong') {
			this.#frameSilence = 0;
			return;
		}
		const message = parseMessage(data);
		if (!message) return;
		switch (message.type) {
			case 'frame':
				this.#post({ type: 'start', program });
				return;
			case 'ready':
				this.#watch();
				this.#onReady();
				return;
			case 'pong':
				this.#silence = 0;
				return;
			case 'gone':
				this.#lose(message.reason === 'flood' ? 'flood' : 'crashed');
				return;
			case 'output':
			case 'done':
			case 'failed':
			case 'ask':
				this.#options.onMessage(message);
				return;
			default:
				message satisfies never;
		}
	}

	/** Says something to the program; the sandbox must have started. */
	send(message: ToSandbox): void {
		this.#post(message);
	}

	#post(message: unknown): void {
		// The frame has no origin to name. Nothing secret is ever said.
		this.#frame?.contentWindow?.postMessage(message, '*');
	}

	#watch(): void {
		this.#silence = 0;
		this.#frameSilence = 0;
		this.#lastTick = performance.now();
		clearInterval(this.#timer);
		this.#timer = setInterval(() => {
			const now = performance.now();
			const passed = now - this.#lastTick;
			this.#lastTick = now;
			if (passed > LATE_TIMER_MS) return;
			if (this.#frameSilence > FRAME_LIMIT_MS) this.#lose('crashed');
			else if (this.#silence > BUSY_LIMIT_MS) this.#lose('busy');
			else {
				this.#silence += passed;
				this.#frameSilence += passed;
				this.#post({ type: 'ping', id: ++this.#pings });
				this.#post({ type: 'frame-ping', id: this.#pings });
			}
		}, PING_EVERY_MS);
	}

	#lose(loss: Loss): void {
		const failedStart = this.#onFailedStart;
		this.dispose();
		if (failedStart) failedStart(new Error('their worker could not start'));
		else this.#options.onLost(loss);
	}

	/** Ends everything inside. `start` begins anew, with no values. */
	dispose(): void {
		clearInterval(this.#timer);
		if (this.#listener) removeEventListener('message', this.#listener);
		this.#listener = null;
		this.#frame?.remove();
		this.#frame = null;
		this.#ready = null;
		this.#onFailedStart = null;
	}
}

async function fetchText(url: string): Promise<string> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status} ${response.statusText}`);
	return response.text();
}
