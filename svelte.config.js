import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
// 3.0.1: the last one for the remark that mdsvex carries.
import remarkMath from 'remark-math';
import { PAGE_DIRECTIVES } from './scripts/policy.mjs';
import { highlightFence } from './scripts/prose/code.mjs';
import { rehypeHeadings } from './scripts/prose/headings.mjs';
import { rehypeKatex } from './scripts/prose/math.mjs';
import { rehypeTables } from './scripts/prose/tables.mjs';

/** The commit the site is made from, which receipts name; a copy without its history has the package's version. */
function codeVersion() {
	try {
		return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore']
		}).trim();
	} catch {
		return JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')).version;
	}
}

const IMPORT_TEXT = "import { courseText } from '#lib/site/course-text.ts';";
/** mdsvex still writes <script context="module">, which Svelte 5 warns about. Formulas and listings need their policy there. */
const moduleScript = {
	name: 'module-script',
	markup({ content, filename }) {
		if (!filename?.endsWith('.md')) return undefined;
		const opens = '<script context="module">';
		const whole = content.includes(opens) ? content : `${opens}</script>\n${content}`;
		return { code: whole.replace(opens, `<script module>\n\t${IMPORT_TEXT}\n`) };
	}
};

/** Vite's own page script, in development, knows no Trusted Types. */
const directives = { ...PAGE_DIRECTIVES };
if (!process.argv.includes('build')) {
	delete directives['require-trusted-types-for'];
	delete directives['trusted-types'];
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	extensions: ['.svelte', '.md'],
	preprocess: [
		vitePreprocess(),
		mdsvex({
			extensions: ['.md'],
			layoutPropForwarding: 'runes',
			remarkPlugins: [remarkMath],
			// Headings first: their anchors are made of the formulas' source.
			rehypePlugins: [rehypeHeadings, rehypeTables, rehypeKatex],
			highlight: { highlighter: highlightFence }
		}),
		moduleScript
	],
	compilerOptions: {
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	},
	kit: {
		adapter: adapter({ pages: 'build', assets: 'build', strict: true }),
		// Relative paths: the built folder works under any sub-path, which a course host decides.
		paths: { relative: true },
		csp: { mode: 'hash', directives },
		// src/routes/SiteUpdate.svelte does, where a page may keep a copy of the site.
		serviceWorker: { register: false },
		// Read once a build, though this file is read several times: a commit in between would give its parts two names.
		version: { name: (process.env.SITE_CODE_VERSION ??= codeVersion()) },
		prerender: {
			// The chapters' route has no page until the first chapter is written; every other one must have.
			handleUnseenRoutes: ({ routes, message }) => {
				if (routes.some((route) => route !== '/[chapter]')) throw new Error(message);
			},
			// A widget's state, and the lab's, are read by the page; they name no element.
			handleMissingId: ({ id, message }) => {
				if (!/[=&]/.test(id)) throw new Error(message);
			}
		}
	}
};
