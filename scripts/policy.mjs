// What a page of this site may load and run, as data: the policy that is built into every page. It refuses nothing itself:
// browsers do, and scripts/page-policy.mjs checks that every built page gives them the chance.
//
// It is in a <meta> tag, so that it holds on hosts that can set no header. It does not reach the page's workers, which obey the
// headers of their own files: scripts/serve.mjs sends them, and src/service-worker.ts adds them on any host.

/** For svelte.config.js: `kit.csp.directives`. SvelteKit adds the hash of each page's one inline script. */
export const PAGE_DIRECTIVES = {
	'default-src': ['none'],
	// WebAssembly is compiled; text is never run as code.
	'script-src': ['self', 'wasm-unsafe-eval'],
	'style-src-elem': ['self'],
	// Svelte writes positions and colours of server-rendered figures into style attributes, and KaTeX the heights of its boxes.
	'style-src-attr': ['unsafe-inline'],
	// blob: and data: are pictures of the reader's own, and figures on their way to a PNG file.
	'img-src': ['self', 'data:', 'blob:'],
	'font-src': ['self'],
	'connect-src': ['self'],
	'worker-src': ['self'],
	// The room in which notebook cells run, which has a policy of its own (static/notebook/frame.html).
	'frame-src': ['self'],
	'manifest-src': ['self'],
	'object-src': ['none'],
	'base-uri': ['none'],
	'form-action': ['none'],
	'require-trusted-types-for': ['script'],
	// Svelte's, for the templates it has compiled; ours, for worker addresses, for listings that come as data, and for the course's text.
	'trusted-types': ['svelte-trusted-html', 'default', 'built-html', 'course-text']
};
