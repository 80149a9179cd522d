/** Recorded studies and trained networks of this site, fetched for a cell. Names come from a list: a cell cannot name a path. */

const STUDIES = [
	'study-materials-bright',
	'study-materials-dark',
	'study-cifar-10-bright',
	'study-cifar-10-dark',
	'study-words-bright',
	'study-words-dark'
];
const NETWORKS = ['pixel-embedding', 'naive2', 'bit-planes'];

/**
 * @returns a study's JSON, or a network's bytes
 * @throws RangeError that lists the names, Error when the file cannot be loaded
 */
export async function siteFile(
	kind: 'study' | 'network',
	name: string,
	fileUrl: (path: string) => string
): Promise<unknown> {
	const names = kind === 'study' ? STUDIES : NETWORKS;
	if (!names.includes(name))
		throw new RangeError(`there is no ${kind} “${name}”; there are ${names.join(', ')}`);
	const path = kind === 'study' ? `runs/${name}.json` : `networks/${name}.lbn`;
	const response = await fetch(fileUrl(path));
	if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status} ${response.statusText}`);
	return kind === 'study' ? response.json() : new Uint8Array(await response.arrayBuffer());
}
