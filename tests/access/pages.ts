/** Every page of the built site, as addresses. A list by hand would forget the next page. */
import { readdirSync } from 'node:fs';

const BUILD = new URL('../../build/', import.meta.url);

/** Frames that a page fills and no reader opens by itself. */
const FRAMES = /^notebook\/frame\.html$/;

/** @throws Error where nothing is built */
export function siteAddresses(): string[] {
	const addresses = readdirSync(BUILD, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.html') && !FRAMES.test(path))
		.map((path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`)
		.sort();
	if (addresses.length === 0) throw new Error('There is no page in build/: npm run build makes it');
	return addresses;
}

/** A page of code is one template; what is true of one is true of all. */
export const isSource = (address: string): boolean => address.startsWith('/source/');
