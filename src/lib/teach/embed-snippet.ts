/** The text that a teacher copies into another page to show one figure there. */
import { widgetInFragment } from '#lib/run/widget-fragment.ts';

export interface Snippet {
	/** Full address of the chapter. */
	readonly chapter: string;
	readonly figure: string;
	readonly title: string;
	/** CSS pixels. */
	readonly height: number;
	/** `auto` leaves it to the reader's system. */
	readonly theme: 'auto' | 'light' | 'dark';
	readonly camera: boolean;
	/** The fragment of the figure's state, without #; empty for how it comes. */
	readonly state: string;
}

const escaped = (text: string): string =>
	text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');

/** The address of one figure alone. */
export function embedAddress({
	chapter,
	figure,
	theme,
	state
}: Pick<Snippet, 'chapter' | 'figure' | 'theme' | 'state'>): string {
	const look = theme === 'auto' ? '' : `&theme=${theme}`;
	return `${chapter}?embed=${figure}${look}${state === '' ? '' : `#${state}`}`;
}

/** An `<iframe>`: text for any page that takes HTML. */
export function embedSnippet(snippet: Snippet): string {
	const allow = ['fullscreen', 'clipboard-write', ...(snippet.camera ? ['camera'] : [])].join('; ');
	return [
		`<iframe src="${escaped(embedAddress(snippet))}"`,
		`  title="${escaped(snippet.title)}, from A Word for Every Pixel"`,
		`  width="100%" height="${snippet.height}" style="border: 0" loading="lazy"`,
		`  allow="${allow}"></iframe>`
	].join('\n');
}

/** Lets a page that is no learning platform give each frame the height it asks for. */
export const RESIZE_SCRIPT = `<script>
  addEventListener('message', ({ data, source }) => {
    if (data?.subject !== 'lti.frameResize') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.height = Number(data.height);
  });
</script>`;

/**
 * The state in a link that “Copy link” of this figure gave.
 * @returns the fragment without #, or null when the link is about something else
 */
export function stateInLink(link: string, figure: string): string | null {
	const cut = link.indexOf('#');
	const fragment = cut < 0 ? '' : link.slice(cut + 1).trim();
	return widgetInFragment(fragment) === figure ? fragment : null;
}
