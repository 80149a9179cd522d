/**
 * Says in words what the sandbox refuses anyway: the network, storage, the page. The frame's sandbox and policy are what closes
 * these; without this file a cell would hear only "Failed to fetch".
 */

const NETWORK =
	'the network is closed in a notebook. Pictures come from data.drawPicture, data.materialDataset and lab.photo, recorded studies from lab.study';
const STORAGE = 'a notebook has no storage. The text of its cells is kept by the page';
const PAGE =
	'a cell cannot reach the page. Give it a value to show: show(value), or the last line of the cell';

const DOORS: Readonly<Record<string, string>> = {
	fetch: NETWORK,
	XMLHttpRequest: NETWORK,
	WebSocket: NETWORK,
	WebTransport: NETWORK,
	EventSource: NETWORK,
	importScripts: NETWORK,
	indexedDB: STORAGE,
	caches: STORAGE,
	localStorage: STORAGE,
	sessionStorage: STORAGE,
	document: PAGE,
	window: PAGE,
	parent: PAGE,
	top: PAGE,
	alert: PAGE,
	postMessage: PAGE,
	BroadcastChannel: PAGE
};

/** Puts a sentence in place of each. */
export function labelClosedDoors(): void {
	for (const [name, why] of Object.entries(DOORS))
		Object.defineProperty(globalThis, name, {
			configurable: true,
			get() {
				throw new Error(`${name}: ${why}.`);
			}
		});
}
