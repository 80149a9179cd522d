/** Builds and serves the page of src/tools/engine-check, which compares every engine with the reference; no reader gets it. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../scripts/serve.mjs';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** @returns its address, with a slash at the end, and a way to stop serving it */
export async function serveEngineCheck(): Promise<{ address: string; close: () => Promise<void> }> {
	const folder = path('.cache/engine-check');
	await build({
		root: path('src/tools/engine-check'),
		base: './',
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		worker: { format: 'es' },
		build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 }
	});
	const { port, close } = await serve({ folder, port: 0 });
	return { address: `http://localhost:${port}/`, close };
}
