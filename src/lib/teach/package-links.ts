/**
 * Links inside a package. Pages there are files with names of their own (flat-address.js), while components write the site's
 * addresses; each link is changed as the reader comes near it, before the browser or the router looks.
 */
import { flatPage } from './flat-address.js';

const NEAR = [
	'pointerover',
	'pointerdown',
	'touchstart',
	'focusin',
	'click',
	'auxclick',
	'contextmenu'
] as const;

/** @param top the address of the site's first page, with a slash at its end */
export function flatLink(href: string, top: string): string {
	const url = new URL(href);
	const base = new URL(top);
	if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return href;
	const page = url.pathname.slice(base.pathname.length);
	if (page !== '' && !page.endsWith('/')) return href;
	url.pathname = base.pathname + flatPage(page);
	return url.href;
}

/** Changes links from now on. @returns stops it */
export function followPackageLinks(top: string): () => void {
	const onNear = ({ target }: Event): void => {
		const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
		if (!link || !/^https?:$/.test(link.protocol)) return;
		const flat = flatLink(link.href, top);
		if (flat !== link.href) link.href = flat;
	};
	for (const type of NEAR) addEventListener(type, onNear, { capture: true, passive: true });
	return () => {
		for (const type of NEAR) removeEventListener(type, onNear, { capture: true });
	};
}
