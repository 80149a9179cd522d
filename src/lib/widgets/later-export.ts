/** Files of a figure, with the code that makes them fetched when one is asked for: a chapter's page starts without it. */

const makers = () => import('./figure-export.ts');

/** @throws Error before the drawing is on the page */
function drawn(svg: SVGSVGElement | undefined): SVGSVGElement {
	if (!svg) throw new Error('the drawing is not on the page yet');
	return svg;
}

/** See svgFile of figure-export.ts. */
export const svgLater = async (svg: SVGSVGElement | undefined): Promise<string> =>
	(await makers()).svgFile(drawn(svg));

/** See pngFile of figure-export.ts. */
export const pngLater = async (svg: SVGSVGElement | undefined): Promise<Blob> =>
	(await makers()).pngFile(drawn(svg));

/** See csvFile of figure-export.ts. */
export const csvLater = async (
	columns: readonly string[],
	rows: readonly (readonly (string | number | boolean | null)[])[]
): Promise<string> => (await makers()).csvFile(columns, rows);
