import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingHeaders, WORKER_POLICY } from '../../src/lib/site/headers.ts';
import { whyNoCopy, type Situation } from '../../src/lib/site/register-copy.ts';
import { ownCaches, ownNames, STORED } from '../../src/lib/site/stored.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((path) => join('src', path).replaceAll('\\', '/'))
	.filter((path) => /\.(ts|svelte|js|html)$/.test(path));

/** Anything by which a page can leave something in a browser. */
const STORES =
	/localStorage|sessionStorage|\.setItem\(|indexedDB|from 'idb-keyval'|\bcaches\b|document\.cookie|cookieStore|browserStorage\(\)|storage\.persist/;
/** Files that only read, delete, list, close or bring back what is named. */
const STORE_NOTHING = [
	'src/lib/notebook/frame/closed-doors.ts',
	'src/lib/site/kept-here.ts',
	'src/lib/site/offline-worker.ts',
	'src/lib/site/copy-list.ts',
	'src/lib/site/stored.ts',
	'src/lib/teach/ReportLine.svelte',
	'src/routes/privacy/+page.svelte',
	'src/routes/privacy/bring-back.ts',
	'src/routes/privacy/KeptHere.svelte'
];

describe('what the site keeps in a browser', () => {
	it('is listed: no file stores anything that the page about privacy does not name', () => {
		const listed = STORED.flatMap(({ files }) => files);
		const storing = sources.filter(
			(path) => !STORE_NOTHING.includes(path) && STORES.test(withoutComments(readFileSync(path, 'utf8')))
		);
		expect(storing.filter((path) => !listed.includes(path))).toEqual([]);
		expect(listed.filter((path) => !storing.includes(path))).toEqual([]);
	});

	it('has the names that the source writes', () => {
		for (const { name, files, kind } of STORED) {
			if (files.length === 0 || name === 'keyval-store' || kind === 'Cache storage') continue;
			const texts = files.map((path) => readFileSync(path, 'utf8')).join('\n');
			expect(texts, name).toMatch(new RegExp(`['"\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
		}
	});

	it('has no cookies', () => {
		for (const path of sources)
			expect(readFileSync(path, 'utf8'), path).not.toMatch(/document\.cookie|cookieStore|cookies\.set/);
	});

	it('is told from what other pages of the same host keep', () => {
		expect(ownNames('localStorage', ['theme', 'theme-of-another', 'notebook:a', 'mynotebook:a'])).toEqual([
			'theme',
			'notebook:a'
		]);
		expect(
			ownCaches(
				['a-word-for-every-pixel /a/ 1', 'a-word-for-every-pixel /a/b/ 1', 'other'],
				'https://x.example/a/'
			)
		).toEqual(['a-word-for-every-pixel /a/ 1']);
	});
});

const withoutComments = (code: string): string =>
	code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|<!--[\s\S]*?-->/gm, '');

describe('whether a copy is kept', () => {
	const plain: Situation = {
		development: false,
		embedded: false,
		packaged: false,
		declined: false,
		savesData: false,
		supported: true
	};

	it('is yes for an ordinary page, and no with a reason otherwise', () => {
		expect(whyNoCopy(plain)).toBe('');
		const reasons = [
			{ development: true },
			{ embedded: true },
			{ packaged: true },
			{ declined: true },
			{ savesData: true },
			{ supported: false }
		].map((change) => whyNoCopy({ ...plain, ...change }));
		expect(new Set(reasons).size).toBe(6);
		for (const reason of reasons) expect(reason).toMatch(/\.$/);
	});
});

describe('headers that the service worker adds', () => {
	it('are those that the host has not sent', () => {
		const has = new Headers({ 'cross-origin-opener-policy': 'same-origin' });
		expect(missingHeaders('lab/', has)).toEqual({ 'Cross-Origin-Embedder-Policy': 'require-corp' });
		expect(missingHeaders('a.js', new Headers())['Content-Security-Policy']).toBe(WORKER_POLICY);
	});

	it('take the origin of the room of notebook cells, whatever the host sends', () => {
		const has = new Headers({ 'content-security-policy': 'x' });
		expect(missingHeaders('notebook/frame.html', has)['Content-Security-Policy']).toBe(
			'sandbox allow-scripts'
		);
	});
});

it('the server in the box sends the same policy for workers', () => {
	expect(readFileSync('scripts/serve.mjs', 'utf8')).toContain(`"${WORKER_POLICY}"`);
});
