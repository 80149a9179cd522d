import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { plainMarkup } from '../../src/lib/site/built-html.ts';

const PAGE = 'https://school.example/course/pixels/lab/';
const WORKER = 'https://school.example/course/pixels/_app/immutable/workers/train.worker-a1.js';

/** What the page's first script lets become a worker: the file itself, run as a browser would. */
function workerAddress(address: string): string {
	let check: (address: string) => string = () => 'no policy was made';
	runInNewContext(readFileSync('static/theme.js', 'utf8'), {
		URL,
		TypeError,
		location: PAGE,
		localStorage: { getItem: () => null },
		document: { querySelector: () => ({ href: 'https://school.example/course/pixels/favicon.svg' }) },
		self: {
			trustedTypes: {
				createPolicy: (_name: string, rules: { createScriptURL: typeof check }) => {
					check = rules.createScriptURL;
				}
			}
		}
	});
	return check(address);
}

describe('an address of a worker', () => {
	it('is a built worker of this site, or its service worker, relative or whole', () => {
		expect(workerAddress('../_app/immutable/workers/train.worker-a1.js')).toBe(WORKER);
		expect(workerAddress(WORKER)).toBe(WORKER);
		expect(workerAddress('../service-worker.js')).toMatch(/pixels\/service-worker\.js$/);
	});

	it.each([
		'https://elsewhere.example/course/pixels/_app/immutable/workers/a.js',
		'//elsewhere.example/a.js',
		'blob:https://school.example/1234',
		'data:text/javascript,postMessage(1)',
		'javascript:alert(1)',
		'../_app/immutable/workers/../../../../other-course/a.js',
		'../_app/immutable/workers/%2e%2e/%2e%2e/a.js',
		'../_app/immutable/chunks/a.js',
		'/service-worker.js',
		'../uploads/evil.js'
	])('is not %s', (address) => {
		expect(() => workerAddress(address)).toThrow(TypeError);
	});
});

describe('markup that the build made', () => {
	it('goes through when it is plain', () => {
		const listing =
			'<pre class="shiki" style="color:var(--ink)" tabindex="0"><code><span class="line">a &lt;script&gt; = "onload="</span></code></pre>';
		expect(plainMarkup(listing)).toBe(listing);
	});

	it.each([
		'<script>alert(1)</script>',
		'<SCRIPT src=x>',
		'<img src=x onerror=alert(1)>',
		'<b\nonmouseover="x()">',
		'<svg/onload=alert(1)>',
		'<svg onload=alert(1)>',
		'<a href="javascript:alert(1)">x</a>',
		'<iframe srcdoc="x">',
		'<base href="https://elsewhere.example/">',
		'<form action=x>',
		'<math><style>x</style></math>'
	])('is refused: %s', (html) => {
		expect(() => plainMarkup(html)).toThrow(TypeError);
	});
});
