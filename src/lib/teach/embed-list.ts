/**
 * The interactive figures of a chapter, read out of the chapter's page as it was made: whatever has a frame with a title is there, and
 * nothing has to be listed by hand. Reads this site's own pages alone.
 */

export interface EmbeddableFigure {
	/** The figure's anchor, and its name in `?embed=`. */
	readonly id: string;
	readonly title: string;
	/** Whether it can ask for the camera, which a frame must be allowed. */
	readonly camera: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const text = (html: string): string =>
	html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]);

/**
 * @param html a chapter's page
 * @throws Error when a frame has no title: the page is then of another kind than this reads
 */
export function figuresOf(html: string): EmbeddableFigure[] {
	// A still figure has a caption and no title, so neither of the two attributes.
	const frames = [...html.matchAll(/<figure id="([a-z][a-z0-9-]*)"[^>]*? aria-label(ledby)?="([^"]*)"/g)];
	return frames.map(([opening, id, byTitle, label], i) => {
		const inside = html.slice(frames[i].index + opening.length, frames[i + 1]?.index);
		const title = byTitle ? new RegExp(`id="${label}"[^>]*>(.*?)</p>`, 's').exec(inside)?.[1] : label;
		if (title === undefined) throw new Error(`the figure “${id}” has no title`);
		return { id, title: text(title), camera: />Camera</.test(inside.split('</figcaption>')[0]) };
	});
}
