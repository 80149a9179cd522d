/**
 * A browser without Playwright, which keeps every page visible: here a tab that is covered by another one is hidden, with all that the
 * browser then takes from it. It speaks the DevTools protocol over a pipe, as far as its one test needs it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromium } from '@playwright/test';
import { launchOptions } from '../browser.ts';

interface Reply {
	readonly id?: number;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

/** Messages end with this, both ways. */
const END = '\0';

export interface BareTab {
	/** The value of an expression in the page. @throws Error where it throws */
	value<T>(expression: string): Promise<T>;
	/** In front of all others. */
	show(): Promise<void>;
}

export interface BareBrowser {
	open(url: string): Promise<BareTab>;
	close(): Promise<void>;
}

export async function bareBrowser(): Promise<BareBrowser> {
	const profile = mkdtempSync(join(tmpdir(), 'bare-browser-'));
	const child = spawn(
		launchOptions.executablePath ?? chromium.executablePath(),
		[
			...(launchOptions.args ?? []),
			...['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank']
		],
		{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }
	);
	const [, , , commands, replies] = child.stdio as [null, null, null, Writable, Readable];
	const waiting = new Map<number, (reply: Reply) => void>();
	let rest = '';
	replies.on('data', (data: Buffer) => {
		const parts = `${rest}${data.toString('utf8')}`.split(END);
		rest = parts.pop()!;
		for (const part of parts) {
			const reply = JSON.parse(part) as Reply;
			if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
		}
	});

	async function send<T>(method: string, params: object, sessionId?: string): Promise<T> {
		const id = waiting.size + 1;
		const replied = new Promise<Reply>((resolve) => waiting.set(id, resolve));
		commands.write(`${JSON.stringify({ id, method, params, sessionId })}${END}`);
		const { result, error } = await replied;
		if (error) throw new Error(`${method}: ${error.message}`);
		return result as T;
	}

	return {
		async open(url) {
			const { targetId } = await send<{ targetId: string }>('Target.createTarget', {
				url: 'about:blank'
			});
			const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
				targetId,
				flatten: true
			});
			// Answered when the page's own context is there: before, there would be nothing to ask.
			await send('Page.navigate', { url }, sessionId);
			return {
				async value<T>(expression: string): Promise<T> {
					const { result, exceptionDetails } = await send<{
						result: { value: T };
						exceptionDetails?: { text: string };
					}>('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }, sessionId);
					if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
					return result.value;
				},
				show: () => send('Target.activateTarget', { targetId })
			};
		},
		async close() {
			child.kill();
			await once(child, 'exit');
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}
