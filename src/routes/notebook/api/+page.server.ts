import { API_EXAMPLES } from '#lib/notebook/api-examples.ts';
import { highlight } from '../../../../scripts/prose/code.mjs';
import { API_MODULES } from '../api-docs.server.ts';

export async function load() {
	const examples: Record<string, string> = {};
	for (const [name, code] of Object.entries(API_EXAMPLES)) examples[name] = await highlight(code, 'js');
	return { modules: API_MODULES, examples };
}
