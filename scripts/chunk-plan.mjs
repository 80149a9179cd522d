// Which modules share a file, as a plan made from the graph of imports: those that (nearly) the same pages need are sent together.
// Bundlers give every set of pages that shares something its own file, here forty a page, most of them smaller than their request.
// It refuses plans in which two files would need each other.

/** What a file costs by itself, in bytes of minified code: its request, its list of imports, a dictionary of its own in gzip. */
const FILE_BYTES = 900;

const without = (a, b) => [...a].filter((each) => !b.has(each)).length;

/** The group and all that it needs, by way of others too. */
function withNeeds(group, seen = new Set()) {
	if (seen.has(group)) return seen;
	seen.add(group);
	for (const need of group.needs) withNeeds(need, seen);
	return seen;
}

/**
 * Bytes that all pages together save when two groups become one: a file less for those with both, more code for those with one, which
 * is its other half and what that needs.
 */
function saving(a, b) {
	const onlyA = without(a.pages, b.pages);
	const onlyB = without(b.pages, a.pages);
	const most = FILE_BYTES * (a.pages.size - onlyA) - a.bytes * onlyB - b.bytes * onlyA;
	if (most <= 0) return most;
	const together = new Set([...a.pages, ...b.pages]);
	let cost = 0;
	for (const each of withNeeds(b, withNeeds(a)))
		if (each !== a && each !== b) cost += (FILE_BYTES + each.bytes) * without(together, each.pages);
	return most - cost;
}

/** Whether `from` needs `to` by way of another group: then the two cannot be one file. */
function needsThroughOthers(from, to) {
	const waiting = [...from.needs].filter((each) => each !== to);
	const seen = new Set();
	while (waiting.length > 0) {
		const group = waiting.pop();
		if (group === to) return true;
		if (seen.has(group)) continue;
		seen.add(group);
		waiting.push(...group.needs);
	}
	return false;
}

function merge(groups, a, b) {
	a.ids.push(...b.ids);
	a.bytes += b.bytes;
	for (const need of b.needs) a.needs.add(need);
	groups.delete(b);
	for (const group of groups) if (group.needs.delete(b)) group.needs.add(a);
	a.needs.delete(a);
	a.needs.delete(b);
	// Whoever loads one half loads the other, and what it needs.
	const pages = [...a.pages, ...b.pages];
	for (const each of withNeeds(a)) for (const page of pages) each.pages.add(page);
}

function bestPair(groups) {
	let best = { gain: 0, a: null, b: null };
	const list = [...groups];
	for (const [index, a] of list.entries())
		for (const b of list.slice(index + 1)) {
			const gain = saving(a, b);
			if (gain > best.gain && !needsThroughOthers(a, b) && !needsThroughOthers(b, a)) best = { gain, a, b };
		}
	return best.a ? best : null;
}

/** Groups of modules that exactly the same pages need. */
function byPages(modules) {
	const groups = new Map();
	for (const [id, { bytes, pages }] of modules) {
		const key = [...pages].sort().join();
		const group = groups.get(key) ?? { ids: [], bytes: 0, pages: new Set(pages), needs: new Set() };
		group.ids.push(id);
		group.bytes += bytes;
		groups.set(key, group);
	}
	const home = new Map([...groups.values()].flatMap((group) => group.ids.map((id) => [id, group])));
	for (const [id, { imports }] of modules)
		for (const each of imports) {
			const [own, other] = [home.get(id), home.get(each)];
			if (other && other !== own) own.needs.add(other);
		}
	return new Set(groups.values());
}

/** What is needed comes before what needs it. */
function inOrder(groups) {
	const ordered = new Set();
	const visit = (group) => {
		for (const need of group.needs) if (!ordered.has(need)) visit(need);
		ordered.add(group);
	};
	for (const group of groups) visit(group);
	return [...ordered];
}

/**
 * @param {Map<string, { bytes: number, imports: string[], pages: Set<string> }>} modules those that several pages need, by id: bytes of
 * minified code, ids of what they import before they run, and the pages that need them
 * @returns {string[][]} ids of the modules that share a file; a file comes after those that it imports
 */
export function planChunks(modules) {
	const groups = byPages(modules);
	for (let pair = bestPair(groups); pair !== null; pair = bestPair(groups)) merge(groups, pair.a, pair.b);
	return inOrder(groups).map((group) => group.ids);
}
