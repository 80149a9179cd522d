// Finds a port that nobody listens on, for the tests' own server.

import { serve } from './serve.mjs';

/** @returns {Promise<string>} as an environment variable takes it */
export async function freePort() {
	const server = await serve({ folder: '.', port: 0 });
	await server.close();
	return String(server.port);
}
