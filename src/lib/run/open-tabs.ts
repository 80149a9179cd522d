/**
 * Which tabs of this site are open: a run that was left can be offered, one that another tab still trains must not be. A tab that
 * has something to lose holds a lock of its own, which the browser takes back when the tab is gone, however it went.
 */

const PREFIX = 'a-word-for-every-pixel tab ';

export interface OpenTabs {
	/** This page's own id, unique; ids of pages opened later sort after it. */
	readonly id: string;
	/** Be known to the others from now on. */
	announce(): void;
	/** Ids of the other pages that are known now; empty where the browser cannot say. */
	others(): Promise<ReadonlySet<string>>;
}

let ofThisPage: OpenTabs | undefined;

/** What this page is to the others: one id, for as long as it is loaded. */
export const thisTab = (): OpenTabs => (ofThisPage ??= openTabs());

/** @param now the time, ISO 8601 */
export function openTabs(now = new Date().toISOString()): OpenTabs {
	const id = `${now} ${Math.random().toString(36).slice(2, 10)}`;
	let announced = false;
	// Not there on pages without TLS, nor while the server draws them.
	const locks = (): LockManager | undefined => globalThis.navigator?.locks;
	return {
		id,
		announce() {
			if (announced) return;
			announced = true;
			// Held until the page is gone. Where locks are forbidden, every tab is as if it were alone.
			locks()
				?.request(PREFIX + id, () => new Promise(() => undefined))
				.catch(() => undefined);
		},
		async others() {
			const held = (await locks()?.query())?.held ?? [];
			const ids = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
			return new Set(ids.filter((each) => each !== id));
		}
	};
}
