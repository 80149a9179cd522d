/** The pictures and networks of the x-ray. Data, and how a network's file is fetched. */
import { asset } from '$app/paths';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { later } from '#lib/language/language.ts';

/** Test pictures of the materials in bright light: some that the network names, and some that it does not. */
export const X_RAY_PICTURES = {
	brick: 20,
	cracks: 2,
	weave: 5,
	ripples: 6,
	studs: 69,
	fur: 17,
	wood: 3,
	pebbles: 41,
	marble: 4
} as const;

/** The one that the page comes with. */
export const FIRST_PICTURE = 'brick';

export type XRayPicture = keyof typeof X_RAY_PICTURES;
export const X_RAY_PICTURE_NAMES = Object.keys(X_RAY_PICTURES) as readonly XRayPicture[];

export const X_RAY_NETWORKS = {
	'pixel-embedding': later('learned words, 10 × 2 bits'),
	naive2: later('plain rounding, 2 bits'),
	'bit-planes': later('eight binary digits')
} as const;

export type XRayNetwork = keyof typeof X_RAY_NETWORKS;
export const X_RAY_NETWORK_NAMES = Object.keys(X_RAY_NETWORKS) as readonly XRayNetwork[];

/** @throws Error when the file cannot be loaded, IntegerFileError when it is no network */
export async function fetchNetwork(name: XRayNetwork): Promise<IntegerNetwork> {
	const address = asset(`/networks/${name}.lbn`);
	const response = await fetch(address);
	if (!response.ok)
		throw new Error(
			`the network ${name} could not be loaded: ${response.status} ${response.statusText}`.trim()
		);
	return decodeIntegerNetwork(new Uint8Array(await response.arrayBuffer()));
}
