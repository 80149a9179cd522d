import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { constructedStyles } from './scripts/constructed-styles.mjs';
import { bundledPackages } from './scripts/licences.mjs';
import { katexFonts } from './scripts/prose/katex-fonts.mjs';

export default defineConfig({
	plugins: [katexFonts(), constructedStyles(), bundledPackages(), sveltekit()],
	worker: { format: 'es', plugins: () => [bundledPackages()] },
	// Hashed .wasm files stay files: the page fetches them once and the browser caches the compiled code.
	build: {
		assetsInlineLimit: 0,
		modulePreload: {
			// The list of routes stands on every page: with the names of each route's modules it weighs twice as much, and a link
			// that is followed fetches them anyway. Styles stay, which nothing else would fetch.
			resolveDependencies: (_file, dependencies, { hostId }) =>
				hostId.includes('/entry/app.') ? dependencies.filter((file) => file.endsWith('.css')) : dependencies
		}
	},
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'node',
		setupFiles: ['tests/count-cases.ts'],
		// tfjs's ES modules import without extensions, which Node refuses; Vite resolves them.
		server: { deps: { inline: [/@tensorflow/] } },
		// Vitest would take tfjs's CommonJS "main", beside the ES modules that the deep imports name: two cores in one test.
		alias: [{ find: /^@tensorflow\/(tfjs-[\w-]+)$/, replacement: '@tensorflow/$1/dist/index.js' }]
	}
});
