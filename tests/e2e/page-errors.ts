/** What a page must never do, noted while a test drives it. */
import type { Page } from '@playwright/test';

/** Everything the page said on the console as an error or threw, in order. */
export function collectErrors(page: Page): string[] {
	const errors: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	page.on('pageerror', (error) => errors.push(error.message));
	return errors;
}

/** Requests to any other origin than the page's own. */
export function collectForeignRequests(page: Page): string[] {
	const foreign: string[] = [];
	page.on('request', (request) => {
		const url = new URL(request.url());
		if (/^(data|blob):$/.test(url.protocol)) return;
		if (page.url() !== 'about:blank' && url.origin !== new URL(page.url()).origin)
			foreign.push(request.url());
	});
	return foreign;
}
