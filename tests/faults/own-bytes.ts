/**
 * What the page's own objects take, from a heap snapshot. It refuses to count what grows by itself and stops: code that the browser
 * compiles as it gets hot, and the browser's lists of what happened when.
 */
import type { CDPSession } from '@playwright/test';

interface HeapSnapshot {
	readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
	/** Records of `node_fields.length` numbers, one after the other. */
	readonly nodes: number[];
}

/** What JavaScript makes: https://github.com/v8/v8/blob/main/include/v8-profiler.h, HeapGraphNode::Type. */
const OWN = new Set([
	...['object', 'closure', 'array', 'string', 'concatenated string', 'sliced string'],
	...['regexp', 'symbol', 'bigint']
]);

/** Bytes, after a forced collection. */
export async function ownBytes(session: CDPSession): Promise<number> {
	const parts: string[] = [];
	const take = ({ chunk }: { chunk: string }): void => void parts.push(chunk);
	session.on('HeapProfiler.addHeapSnapshotChunk', take);
	await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
	session.off('HeapProfiler.addHeapSnapshotChunk', take);
	const { snapshot, nodes } = JSON.parse(parts.join('')) as HeapSnapshot;
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
	let bytes = 0;
	for (let at = 0; at < nodes.length; at += fields.length)
		if (OWN.has(types[0][nodes[at + type]])) bytes += nodes[at + size];
	return bytes;
}
