/**
 * The page's side of the copy for offline use: whether to keep one, asking for it, and hearing that a newer version is ready.
 * Where the browser, the host or the reader refuses, the site works as it did.
 */
import type { TakeOverAnswer, ToOfflineWorker } from './offline-worker.ts';

/** The key in local storage by which a reader declines. */
export const DECLINED_KEY = 'offline-copy';
const DECLINED = 'no';

export interface Situation {
	readonly development: boolean;
	/** Inside another page, or opened by one, as learning platforms do: the copy would belong to them. */
	readonly embedded: boolean;
	/** In a package for a learning platform, or with `no` in <meta name="offline-copy">: whoever brings the site along decides. */
	readonly packaged: boolean;
	readonly declined: boolean;
	/** The reader's browser asks pages to fetch little. */
	readonly savesData: boolean;
	readonly supported: boolean;
}

export function situationHere(development: boolean): Situation {
	const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
	return {
		development,
		embedded: window.top !== window || window.opener !== null,
		packaged:
			document.querySelector('meta[name="course-package"], meta[name="offline-copy"][content="no"]') !== null,
		declined: isDeclined(),
		savesData: connection?.saveData === true,
		supported: 'serviceWorker' in navigator && 'caches' in globalThis
	};
}

/** Why no copy is kept, in words for the reader; empty when one is. */
export function whyNoCopy(situation: Situation): string {
	if (situation.development) return 'The site is being developed here.';
	if (situation.packaged) return 'This copy of the course was set up without it.';
	if (situation.embedded) return 'The course is shown inside another site, which decides that.';
	if (situation.declined) return 'You switched it off.';
	if (!situation.supported) return 'This browser keeps no sites, or not in this kind of window.';
	if (situation.savesData) return 'Your browser asks sites to fetch as little as they can.';
	return '';
}

export function isDeclined(): boolean {
	try {
		return localStorage.getItem(DECLINED_KEY) === DECLINED;
	} catch {
		// Where storage is refused the copy would be as well.
		return true;
	}
}

/** Remembers the reader's decision; the caller registers or removes. */
export function decline(declined: boolean): void {
	if (declined) localStorage.setItem(DECLINED_KEY, DECLINED);
	else localStorage.removeItem(DECLINED_KEY);
}

/**
 * @param base the path under which the site lies
 * @returns null where the browser or the host refuses
 */
export async function registerCopy(base: string): Promise<ServiceWorkerRegistration | null> {
	try {
		return await navigator.serviceWorker.register(`${base}/service-worker.js`, {
			scope: `${base}/`,
			updateViaCache: 'none'
		});
	} catch {
		return null;
	}
}

/** Calls back when a version newer than the page's is ready and waits, now or later; once each. */
export function onNewVersion(
	registration: ServiceWorkerRegistration,
	ready: (waiting: ServiceWorker) => void
): void {
	const hear = (worker: ServiceWorker | null): void => {
		// Without a controller it is the first version, which takes over by itself.
		const tell = (): void => {
			if (worker?.state === 'installed' && navigator.serviceWorker.controller) ready(worker);
		};
		worker?.addEventListener('statechange', tell);
		tell();
	};
	hear(registration.waiting);
	hear(registration.installing);
	registration.addEventListener('updatefound', () => hear(registration.installing));
}

/**
 * Asks the waiting version to start now.
 * @param started when it has
 * @returns how many other pages keep it waiting; 0 when it starts
 */
export function takeOver(waiting: ServiceWorker, started: () => void): Promise<number> {
	waiting.addEventListener('statechange', () => {
		if (waiting.state === 'activated') started();
	});
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = ({ data }: MessageEvent<TakeOverAnswer>) => resolve(data.otherPages);
		waiting.postMessage({ type: 'take-over' } satisfies ToOfflineWorker, [port2]);
	});
}

/** Lets the copy bring in again what the browser has thrown away. */
export function mendCopy(registration: ServiceWorkerRegistration): void {
	registration.active?.postMessage({ type: 'mend' } satisfies ToOfflineWorker);
}
