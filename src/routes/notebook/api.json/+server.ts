/** The library's names for the editor's completions. */
import { json } from '@sveltejs/kit';
import type { ApiName } from '#lib/notebook/completions.ts';
import { API_MODULES } from '../api-docs.server.ts';

export const prerender = true;
export const trailingSlash = 'never';

export function GET(): Response {
	const names: ApiName[] = API_MODULES.flatMap(({ entries }) =>
		entries.map(({ room, name, signature, text }) => ({ room, name, signature, text: text.slice(0, 240) }))
	);
	return json(names);
}
