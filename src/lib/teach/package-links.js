/**
 * Links inside a package. Pages there are files with names of their own (flat-address.js), while components write the site's
 * addresses; each link is changed as the reader comes near it, before the browser or the router looks. Plain JavaScript, because the
 * packager puts this file into the packages as it is; the site itself never loads it.
 */
import { flatPage } from './flat-address.js';

const NEAR = ['pointerover', 'pointerdown', 'touchstart', 'focusin', 'click', 'auxclick', 'contextmenu'];

/**
 * @param {string} href
 * @param {string} top the address of the package's first folder, with a slash at its end
 * @returns {string} the file in the package, where the link leads to a page of it; otherwise the link as it is
 */
export function flatLink(href, top) {
	const url = new URL(href);
	const base = new URL(top);
	if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return href;
	const page = url.pathname.slice(base.pathname.length);
	if (page !== '' && !page.endsWith('/')) return href;
	url.pathname = base.pathname + flatPage(page);
	return url.href;
}

/**
 * Changes links from now on.
 * @param {string} top as above
 */
export function followPackageLinks(top) {
	const onNear = ({ target }) => {
		const link = target instanceof Element ? target.closest('a[href]') : null;
		if (!link || !/^https?:$/.test(link.protocol)) return;
		const flat = flatLink(link.href, top);
		if (flat !== link.href) link.href = flat;
	};
	for (const type of NEAR) addEventListener(type, onNear, { capture: true, passive: true });
}
