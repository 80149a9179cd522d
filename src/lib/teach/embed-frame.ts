/**
 * A figure alone in a frame of another page: its line of origin, links that leave the frame, and the height that the page around
 * it should give. static/embed.js has hidden everything else before this runs.
 */
import { mount, unmount } from 'svelte';
import EmbedLine from './EmbedLine.svelte';

/** What learning platforms listen for (Canvas's name for it); other pages need four lines of script. */
export interface FrameResize {
	readonly subject: 'lti.frameResize';
	/** CSS pixels. */
	readonly height: number;
}

/**
 * Begins to work in this page; returns what ends it.
 * @param figure the id in the address, as static/embed.js has checked it
 */
export function startEmbed(figure: string): () => void {
	const found = document.getElementById(figure) !== null;
	// Nothing is hidden then, and the page is a chapter like any other.
	if (!found) delete document.documentElement.dataset.embed;
	const line = mount(EmbedLine, {
		target: document.body,
		...(found ? {} : { anchor: document.body.firstChild as Node }),
		props: {
			missing: found ? null : figure,
			chapter: document.title.split(' · ')[0],
			address: location.pathname
		}
	});
	const stops = found ? [tellHeights(), sendLinksOut()] : [];
	return () => {
		for (const stop of stops) stop();
		void unmount(line);
	};
}

/** Tells the page around this one how high it is, now and whenever that changes. */
function tellHeights(): () => void {
	let told = 0;
	const tell = (): void => {
		const height = Math.ceil(document.body.getBoundingClientRect().height);
		if (height === told || parent === window) return;
		told = height;
		// A height is no secret, and the page around may be anyone's.
		parent.postMessage({ subject: 'lti.frameResize', height } satisfies FrameResize, '*');
	};
	const observer = new ResizeObserver(tell);
	// An observer waits for the first painting, which a frame far below the window may not get.
	tell();
	observer.observe(document.body);
	return () => observer.disconnect();
}

/** A link opens a page of its own: in the frame there is no way back. */
function sendLinksOut(): () => void {
	const send = ({ target }: MouseEvent): void => {
		const link = target instanceof Element ? target.closest('a[href]') : null;
		if (link instanceof HTMLAnchorElement && !link.hasAttribute('download')) link.target = '_blank';
	};
	// Before the router looks at the click.
	addEventListener('click', send, true);
	return () => removeEventListener('click', send, true);
}
