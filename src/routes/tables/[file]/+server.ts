/** Recorded histories of learned tables, one file each: `dark-linear-10x2.json`. A figure fetches the ones it is asked for. */
import { error, json } from '@sveltejs/kit';
import { tableRuns } from '../../table-runs.server.ts';

export const prerender = true;

export const entries = (): { file: string }[] =>
	[...tableRuns().keys()].map((name) => ({ file: `${name}.json` }));

export function GET({ params }: { params: { file: string } }): Response {
	const run = tableRuns().get(params.file.replace(/\.json$/, ''));
	if (!run) error(404, `there is no table ${params.file}`);
	return json(run);
}
