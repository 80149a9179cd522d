/**
 * Figures and their data as files: a drawing as a standalone SVG, the same as a PNG, rows as CSV.
 * Takes what the page shows now, theme included. It refuses nothing but drawings without a size, and draws no HTML.
 */

/** What a drawing's parts take from the parts around them: written where it changes. */
const INHERITED = [
	'color',
	'dominant-baseline',
	'fill',
	'fill-opacity',
	'fill-rule',
	'font-family',
	'font-size',
	'font-style',
	'font-variant-numeric',
	'font-weight',
	'image-rendering',
	'letter-spacing',
	'paint-order',
	'shape-rendering',
	'stroke',
	'stroke-dasharray',
	'stroke-dashoffset',
	'stroke-linecap',
	'stroke-linejoin',
	'stroke-opacity',
	'stroke-width',
	'text-anchor',
	'visibility'
];

/** What each part has for itself, with the value that need not be written. */
const OWN: Readonly<Record<string, string>> = {
	'clip-path': 'none',
	'mix-blend-mode': 'normal',
	opacity: '1',
	'stop-color': 'rgb(0, 0, 0)',
	'stop-opacity': '1',
	transform: 'none'
};

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

export interface SvgFileOptions {
	/** Drawn behind the figure; the page's paper by default, `null` for none. */
	readonly background?: string | null;
	/** Embeds the site's fonts as data, so that the file looks the same anywhere; adds about 100 kB. */
	readonly fonts?: boolean;
}

/**
 * The text of a standalone SVG file of a drawing on the page: tokens and classes resolved, hidden parts left out.
 * @throws RangeError when the drawing has no size, as in a closed part of the page
 */
export async function svgFile(svg: SVGSVGElement, options: SvgFileOptions = {}): Promise<string> {
	const { width, height } = svg.getBoundingClientRect();
	if (!(width > 0 && height > 0))
		throw new RangeError(`a drawing must be visible to be saved, got ${width} x ${height} pixels`);
	const copy = svg.cloneNode(true) as SVGSVGElement;
	inlineStyles(svg, copy);
	copy.setAttribute('xmlns', SVG_NAMESPACE);
	copy.setAttribute('width', String(width));
	copy.setAttribute('height', String(height));
	if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
	const background = options.background === undefined ? paperColour() : options.background;
	if (background !== null) copy.prepend(backgroundOf(copy, background));
	if (options.fonts) copy.prepend(await fontStyle());
	return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/**
 * The drawing as a PNG, with the site's fonts.
 * @param scale pixels of the file for each CSS pixel
 * @throws Error when the browser refuses to draw or encode it
 */
export async function pngFile(svg: SVGSVGElement, scale = 2): Promise<Blob> {
	const text = await svgFile(svg, { fonts: true });
	const { width, height } = svg.getBoundingClientRect();
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(width * scale);
	canvas.height = Math.round(height * scale);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('this browser gives the page no canvas to draw on');
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (blob) resolve(blob);
			else reject(new Error('this browser did not encode the picture'));
		}, 'image/png');
	});
}

/**
 * Rows as CSV by RFC 4180: a header line, CRLF, quotes where a cell needs them. An empty cell stands for null.
 * @throws RangeError when a row has another length than the header
 */
export function csvFile(
	columns: readonly string[],
	rows: readonly (readonly (string | number | boolean | null)[])[]
): string {
	const cell = (value: string | number | boolean | null): string => {
		// A spreadsheet would run a text that begins like a formula; a number as text is none.
		const guard =
			typeof value === 'string' && /^[=@\t\r+-]/.test(value) && !/^[+-]?[\d.]+$/.test(value) ? "'" : '';
		const text = value === null ? '' : guard + String(value);
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return [columns, ...rows]
		.map((row, index) => {
			if (row.length !== columns.length)
				throw new RangeError(`row ${index} must have ${columns.length} cells, got ${row.length}`);
			return `${row.map(cell).join(',')}\r\n`;
		})
		.join('');
}

/** Writes each element's computed style on its copy, and drops what only the page understands. */
function inlineStyles(original: Element, copy: Element, around: CSSStyleDeclaration | null = null): void {
	const style = getComputedStyle(original);
	if (style.display === 'none') {
		copy.remove();
		return;
	}
	const inherited = INHERITED.filter(
		(name) => style.getPropertyValue(name) !== around?.getPropertyValue(name)
	);
	const own = Object.keys(OWN).filter((name) => style.getPropertyValue(name) !== OWN[name]);
	for (const { name, value } of [...copy.attributes])
		if (name === 'class' || value.includes('var(')) copy.removeAttribute(name);
	const written = [...inherited, ...own].map((name) => `${name}:${style.getPropertyValue(name)}`);
	if (own.includes('transform')) written.push(`transform-origin:${style.transformOrigin}`);
	if (written.length > 0) copy.setAttribute('style', written.join(';'));
	else copy.removeAttribute('style');
	const children = [...original.children];
	const copies = [...copy.children];
	for (const node of [...copy.childNodes]) if (node.nodeType === Node.COMMENT_NODE) node.remove();
	children.forEach((child, i) => inlineStyles(child, copies[i], style));
}

function paperColour(): string {
	return getComputedStyle(document.documentElement).backgroundColor;
}

function backgroundOf(copy: SVGSVGElement, colour: string): SVGRectElement {
	const [x, y, width, height] = (copy.getAttribute('viewBox') ?? '').split(/[\s,]+/);
	const rect = document.createElementNS(SVG_NAMESPACE, 'rect');
	for (const [name, value] of Object.entries({ x, y, width, height, fill: colour }))
		rect.setAttribute(name, value);
	return rect;
}

/** The page's own @font-face rules with their files inside, since a drawing in an <img> may fetch nothing. */
async function fontStyle(): Promise<SVGStyleElement> {
	const rules = [...document.styleSheets]
		.flatMap((sheet) => [...sheet.cssRules])
		.filter((rule) => rule instanceof CSSFontFaceRule)
		.filter(({ cssText }) => /Newsreader|Instrument Sans/.test(cssText) && /url\(/.test(cssText));
	const faces = await Promise.all(rules.map(embedded));
	const style = document.createElementNS(SVG_NAMESPACE, 'style');
	style.textContent = faces.join('\n');
	return style;
}

async function embedded(rule: CSSFontFaceRule): Promise<string> {
	const address = /url\(["']?([^"')]+)["']?\)/.exec(rule.cssText)?.[1] ?? '';
	const response = await fetch(new URL(address, rule.parentStyleSheet?.href ?? location.href));
	if (!response.ok) throw new Error(`a font did not load: status ${response.status}`);
	const data = await dataAddress(await response.blob());
	return rule.cssText.replace(/url\([^)]*\)/, `url("${data}")`);
}

function dataAddress(blob: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error ?? new Error('a font was not read'));
		reader.readAsDataURL(blob);
	});
}
