/**
 * The service worker: keeps a copy of the site, and answers the pages' requests from it, so that they open without a network.
 *
 * A version never takes over while a page of the one before is open, unless that page asks for it and is alone. So a run is never
 * cut off, and the caches of the version before can go as soon as this one is in charge.
 */
import type { CopyList } from './copy-list.ts';
import { missingHeaders } from './headers.ts';
import { OfflineCopy } from './offline-copy.ts';

/** What a page may say to it. */
export type ToOfflineWorker =
	/** Start now instead of when all pages are closed. */
	| { readonly type: 'take-over' }
	/** Bring in again what the browser has thrown away. */
	| { readonly type: 'mend' };

/** The answer to `take-over`. */
export interface TakeOverAnswer {
	/** Pages of the site that are open besides; it takes over only when there is none. */
	readonly otherPages: number;
}

/** Answers with a status of these have no body, and `new Response` takes none. */
const WITHOUT_BODY = [101, 204, 205, 304];

/** The same answer with what the host did not say about it. */
function withHeaders(path: string, response: Response): Response {
	if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.status === 0)
		return response;
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(missingHeaders(path, headers))) headers.set(name, value);
	const body = WITHOUT_BODY.includes(response.status) ? null : response.body;
	return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

/** Listens to everything; call it while the script is first run. */
export function serveOffline(worker: ServiceWorkerGlobalScope, list: CopyList): void {
	const { scope } = worker.registration;
	const copy = new OfflineCopy(list, {
		scope,
		caches: worker.caches,
		fetch: (address, options) => worker.fetch(address, options)
	});

	worker.addEventListener('install', (event) => event.waitUntil(copy.fill()));
	worker.addEventListener('activate', (event) => {
		// The page that came first has no worker yet; it should not have to be opened twice.
		event.waitUntil(copy.removeOthers().then(() => worker.clients.claim()));
	});
	worker.addEventListener('message', (event) => {
		const message = event.data as ToOfflineWorker;
		switch (message.type) {
			case 'take-over':
				event.waitUntil(takeOver(worker).then((answer) => event.ports[0]?.postMessage(answer)));
				return;
			case 'mend':
				// Without a network it mends nothing, and loses nothing.
				event.waitUntil(copy.fill().catch(() => undefined));
				return;
			default:
				message satisfies never;
		}
	});
	worker.addEventListener('fetch', (event) => {
		const { request } = event;
		if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
		const path = decodeURI(new URL(request.url).pathname.slice(new URL(scope).pathname.length));
		event.respondWith(answer(copy, path, request, scope));
	});
}

/** Pages only: frames and workers go with theirs. */
async function takeOver(worker: ServiceWorkerGlobalScope): Promise<TakeOverAnswer> {
	const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const open = pages.filter(
		({ url, frameType }) => frameType === 'top-level' && url.startsWith(worker.registration.scope)
	);
	if (open.length <= 1) await worker.skipWaiting();
	return { otherPages: Math.max(0, open.length - 1) };
}

async function answer(copy: OfflineCopy, path: string, request: Request, scope: string): Promise<Response> {
	// Storage that fails is no reason to fail the page.
	const kept = await copy.kept(path).catch(() => null);
	if (kept) return withHeaders(path, kept);
	try {
		const response = await fetch(request);
		await copy.keep(path, response);
		return withHeaders(path, response);
	} catch (error) {
		if (request.mode !== 'navigate') throw error;
		// A page without its slash is another one's address; anything else is not in the copy, and a page says so.
		const known = await copy.kept(`${path}/`).catch(() => null);
		return Response.redirect(new URL(known ? `${path}/` : 'offline/', scope).href);
	}
}
