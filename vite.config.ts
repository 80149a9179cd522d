import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { constructedStyles } from './scripts/constructed-styles.mjs';
import { bundledPackages } from './scripts/licences.mjs';
import { katexFonts } from './scripts/prose/katex-fonts.mjs';
import { pageChunks } from './scripts/page-chunks.mjs';

export default defineConfig({
	plugins: [katexFonts(), pageChunks(), constructedStyles(), bundledPackages(), sveltekit()],
	worker: { format: 'es', plugins: () => [bundledPackages()] },
	// Hashed .wasm files stay files: the page fetches them once and the browser caches the compiled code.
	build: {
		assetsInlineLimit: 0,
		modulePreload: {
			// The lists of routes and of chapters stand on every page: with the names of each one's modules they weigh twice as much.
			// Those of the page itself are named in its HTML (scripts/page-styles.mjs), those behind a link are fetched with it.
			// Styles stay, which nothing else would fetch.
			resolveDependencies: (_file, dependencies, { hostId }) =>
				/\/(entry|nodes)\//.test(hostId) ? dependencies.filter((file) => file.endsWith('.css')) : dependencies
		}
	},
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'node',
		// Fuzzing takes its time on a busy machine; what hangs is still ended.
		testTimeout: 60_000,
		setupFiles: ['tests/count-cases.ts'],
		// tfjs's ES modules import without extensions, which Node refuses; Vite resolves them.
		server: { deps: { inline: [/@tensorflow/] } },
		// Vitest would take tfjs's CommonJS "main", beside the ES modules that the deep imports name: two cores in one test.
		alias: [{ find: /^@tensorflow\/(tfjs-[\w-]+)$/, replacement: '@tensorflow/$1/dist/index.js' }]
	}
});
