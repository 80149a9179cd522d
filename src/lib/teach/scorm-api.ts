/**
 * The way to a learning platform: SCORM 1.2's API object, found and called with distrust. The platform's code is not ours: it may
 * throw, answer with booleans for words, or be gone from one call to the next. Nothing here throws. A call that never returns
 * cannot be helped: it holds the page's only thread.
 */

/** A problem in words for the status line. */
export interface Failed {
	readonly ok: false;
	/** SCORM's error code, or null where the platform did not come so far. */
	readonly code: number | null;
	readonly problem: string;
}
export type Answered = { readonly ok: true; readonly value: string } | Failed;

/** Anything that has the eight functions' names; what they return is not believed. */
export type ScormApi = Readonly<Record<string, unknown>>;

/** Parents of parents: as many as the specification's own example tries. */
const MOST_PARENTS = 500;

/** The API of a window. A window of another origin refuses to be asked, and its parent may still answer. */
function apiOf(place: Window): ScormApi | null {
	try {
		const { API } = place as Window & { API?: unknown };
		// Old platforms have host objects here, whose type may be a function's.
		const isThere = (typeof API === 'object' || typeof API === 'function') && API !== null;
		return isThere ? (API as ScormApi) : null;
	} catch {
		return null;
	}
}

function aboveOf(start: Window): ScormApi | null {
	let place = start;
	for (let step = 0; step <= MOST_PARENTS; step += 1) {
		const found = apiOf(place);
		if (found) return found;
		if (!place.parent || place.parent === place) return null;
		place = place.parent;
	}
	return null;
}

/** The window that opened this one or one of the frames around it. */
function openerOf(start: Window): Window | null {
	let place = start;
	for (let step = 0; step <= MOST_PARENTS; step += 1) {
		try {
			if (place.opener) return place.opener as Window;
		} catch {
			// Of another origin.
		}
		if (!place.parent || place.parent === place) return null;
		place = place.parent;
	}
	return null;
}

/** The platform's API object in a window around this one, or around the one that opened it; null where there is none. */
export function findApi(start: Window): ScormApi | null {
	const opener = openerOf(start);
	return aboveOf(start) ?? (opener && aboveOf(opener));
}

/** An error of another window is no instance of this one's Error. */
const messageOf = (error: unknown): string =>
	typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** One of the API's functions, called; what it returned, as text. */
function callRaw(api: ScormApi, name: string, args: readonly string[]): Answered {
	try {
		const called = api[name];
		if (typeof called !== 'function') return { ok: false, code: null, problem: `it no longer has ${name}` };
		const value: unknown = called.apply(api, args);
		return { ok: true, value: value === null || value === undefined ? '' : String(value) };
	} catch (error) {
		return { ok: false, code: null, problem: `${name} failed: ${messageOf(error)}` };
	}
}

/** The platform's last error. Code 0 is none; null where it does not say. */
export function lastError(api: ScormApi): { code: number | null; words: string } {
	const answered = callRaw(api, 'LMSGetLastError', []);
	if (!answered.ok || !/^\d{1,4}$/.test(answered.value)) return { code: null, words: '' };
	const words = callRaw(api, 'LMSGetErrorString', [answered.value]);
	return { code: Number(answered.value), words: words.ok ? words.value.slice(0, 120) : '' };
}

/** A function that says "true" or "false". */
export function tell(api: ScormApi, name: string, ...args: readonly string[]): Answered {
	const answered = callRaw(api, name, args);
	if (!answered.ok || /^(true|1)$/i.test(answered.value)) return answered;
	const { code, words } = lastError(api);
	const because = code === null ? '' : ` (error ${code}${words ? `: ${words}` : ''})`;
	return { ok: false, code, problem: `it refused ${[name, ...args.slice(0, 1)].join(' ').trim()}${because}` };
}

/** A value of the data model; '' where the platform has none, or refuses, or throws. */
export function ask(api: ScormApi, element: string): string {
	const answered = callRaw(api, 'LMSGetValue', [element]);
	return answered.ok ? answered.value : '';
}
