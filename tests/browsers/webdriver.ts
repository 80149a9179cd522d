/**
 * A WebDriver client of one screen, for WebKitGTK, which speaks nothing else: https://www.w3.org/TR/webdriver2/.
 * It refuses to wait for elements: `until` polls whatever the caller asks.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/** The key under which the protocol hands out an element's id. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const START_LIMIT_MS = 20_000;
const POLL_MS = 250;

export type ElementId = string;

export interface WebDriver {
	readonly version: string;
	open(url: string): Promise<void>;
	/** Run a function's body in the page; a promise it returns is awaited. Arguments and answer are JSON. */
	run<T>(body: string, ...args: unknown[]): Promise<T>;
	/** The one element of an XPath. @throws Error when there is none */
	find(xpath: string): Promise<ElementId>;
	click(element: ElementId): Promise<void>;
	/** Type into an element; a file input takes a path. */
	type(element: ElementId, text: string): Promise<void>;
	close(): Promise<void>;
}

/** Waits until `ask` answers something true, and returns that. @throws Error with `what` after `limitMs` */
export async function until<T>(what: string, limitMs: number, ask: () => Promise<T>): Promise<T> {
	const end = Date.now() + limitMs;
	for (;;) {
		const answer = await ask().catch(() => null);
		if (answer) return answer;
		if (Date.now() > end) throw new Error(`waited ${limitMs / 1000} s in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

async function request(url: string, method: 'GET' | 'POST' | 'DELETE', body?: unknown): Promise<unknown> {
	const answer = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
	const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
	if (!answer.ok) throw new Error(`${value?.error ?? answer.status}: ${value?.message ?? ''}`);
	return value;
}

/**
 * Starts the driver and one browser.
 * @param driver path of WebKitWebDriver
 * @param port a free one
 */
export async function startWebDriver(driver: string, port: number): Promise<WebDriver> {
	const child: ChildProcess = spawn(driver, [`--port=${port}`], { stdio: 'ignore' });
	const base = `http://127.0.0.1:${port}`;
	await until('the driver answers', START_LIMIT_MS, () => request(`${base}/status`, 'GET'));
	const { sessionId, capabilities } = (await request(`${base}/session`, 'POST', {
		capabilities: { alwaysMatch: { timeouts: { script: 600_000, pageLoad: 60_000 } } }
	})) as { sessionId: string; capabilities: { browserName: string; browserVersion: string } };
	const session = `${base}/session/${sessionId}`;
	const post = (path: string, body: unknown): Promise<unknown> => request(`${session}/${path}`, 'POST', body);
	return {
		version: `${capabilities.browserName} ${capabilities.browserVersion}`,
		open: async (url) => void (await post('url', { url })),
		async run<T>(body: string, ...args: unknown[]) {
			// The protocol's own way to wait is a callback behind the last argument.
			const script = `const done = arguments[arguments.length - 1];
				Promise.resolve((function () { ${body} }).apply(null, arguments)).then(
					(value) => done({ value }), (error) => done({ error: String(error) }));`;
			const { value, error } = (await post('execute/async', { script, args })) as {
				value: T;
				error?: string;
			};
			if (error !== undefined) throw new Error(error);
			return value;
		},
		async find(xpath) {
			const found = (await post('element', { using: 'xpath', value: xpath })) as Record<string, string>;
			return found[ELEMENT];
		},
		click: async (element) => void (await post(`element/${element}/click`, {})),
		type: async (element, text) => void (await post(`element/${element}/value`, { text })),
		async close() {
			await request(session, 'DELETE').catch(() => undefined);
			child.kill();
		}
	};
}
