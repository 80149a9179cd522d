// A Vite plugin: fewer and larger files of code for pages, by the plan of chunk-plan.mjs. A page's own code, and what is fetched on
// demand, is left as the bundler would have it.

import { planChunks } from './chunk-plan.mjs';

/** More files than any plan has: Rolldown wants to know before it knows the modules. */
const MOST = 150;
/** Of what compiled modules measure, this part is left by the minifier. */
const MINIFIED = 0.4;

const CODE = /\.(svelte|m?[jt]s|md)$/;
const TEXT = /\/content\/.*\.md$/;

/** Ids of everything that these modules import before they run, and their own. */
function closure(graph, ids) {
	const seen = new Set();
	const waiting = [...ids];
	while (waiting.length > 0) {
		const id = waiting.pop();
		if (seen.has(id) || !graph.has(id)) continue;
		seen.add(id);
		waiting.push(...graph.get(id).importedIds);
	}
	return seen;
}

/** What each page loads, by a name for it: a route with what all routes share, and, where it shows one text of many, with each. */
function pagesOf(graph) {
	const entries = [...graph].filter(([, info]) => info.isEntry).map(([id]) => id);
	const routes = entries.filter((id) => /\/nodes\/\d+\.js$/.test(id) && !id.endsWith('/nodes/0.js'));
	const frame = closure(
		graph,
		entries.filter((id) => !routes.includes(id))
	);
	const pages = new Map();
	for (const route of routes) {
		const own = closure(graph, [route]);
		const texts = [...own]
			.flatMap((id) => graph.get(id).dynamicallyImportedIds)
			.filter((id) => TEXT.test(id));
		const shown = texts.length === 0 ? [[]] : texts.map((id) => [id]);
		for (const text of shown)
			pages.set([route, ...text].join(), new Set([...frame, ...own, ...closure(graph, text)]));
	}
	return pages;
}

/** The modules that more than one page needs, for `planChunks`. */
function sharedModules(graph) {
	const pages = pagesOf(graph);
	const modules = new Map();
	for (const [id, info] of graph) {
		if (!CODE.test(id) || info.isEntry) continue;
		const using = [...pages].filter(([, ids]) => ids.has(id)).map(([page]) => page);
		const bytes = MINIFIED * (info.code?.length ?? 0);
		if (using.length > 1) modules.set(id, { bytes, imports: info.importedIds, pages: new Set(using) });
	}
	return modules;
}

export function pageChunks() {
	let place = new Map();
	return {
		name: 'page-chunks',
		config: (_config, { isSsrBuild }) =>
			isSsrBuild
				? undefined
				: {
						build: {
							rolldownOptions: {
								output: {
									codeSplitting: {
										groups: Array.from({ length: MOST }, (_, index) => ({
											name: `shared-${index}`,
											test: (id) => place.get(id) === index,
											// What others import is taken first, so that none of them takes it along.
											priority: MOST - index
										}))
									}
								}
							}
						}
					},
		buildEnd() {
			const graph = new Map([...this.getModuleIds()].map((id) => [id, this.getModuleInfo(id)]));
			const plan = planChunks(sharedModules(graph));
			if (plan.length > MOST) throw new Error(`${plan.length} shared files, at most ${MOST}`);
			place = new Map(plan.flatMap((ids, index) => ids.map((id) => [id, index])));
		}
	};
}
