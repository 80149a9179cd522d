/**
 * Headers that pages and workers should have, for the service worker to add where the host sends none. A host that sends its own
 * keeps them.
 */

/** What a script may load where it is a worker: a page's policy does not reach its workers. scripts/serve.mjs sends the same. */
export const WORKER_POLICY =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/**
 * The room of notebook cells: no origin, and the policy that its file names as well. A sandboxed frame passes a service worker
 * by, so without the network it could not be opened; the header makes the same room of an ordinary frame, which is kept for
 * offline use like any page.
 */
export const NOTEBOOK_FRAME_POLICY = 'sandbox allow-scripts';

/** Together they make a page cross-origin isolated: its clocks tell steps of 5 µs instead of 100 µs, which timing needs. */
const ISOLATION = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp'
};

/**
 * @param path of the file inside the site: `notebook/frame.html`
 * @returns the headers that are missing from its answer
 */
export function missingHeaders(path: string, has: Pick<Headers, 'has'>): Record<string, string> {
	const wanted: Record<string, string> = { ...ISOLATION };
	if (path.endsWith('.js')) wanted['Content-Security-Policy'] = WORKER_POLICY;
	// Always: the file has a policy inside, and both hold.
	if (path === 'notebook/frame.html')
		return {
			...ISOLATION,
			// Without an origin it is a foreign one to its own page.
			'Cross-Origin-Resource-Policy': 'cross-origin',
			'Content-Security-Policy': NOTEBOOK_FRAME_POLICY
		};
	return Object.fromEntries(Object.entries(wanted).filter(([name]) => !has.has(name)));
}
