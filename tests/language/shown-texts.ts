/** What rendered HTML says to a reader: its text, and the attributes that are read out. Formulas and code are the same in every language. */

const VOID = new Set(
	'area base br col embed hr img input link meta source track wbr path line rect circle'.split(' ')
);
const UNREAD = new Set(['script', 'style', 'template', 'pre', 'code', 'annotation', 'math']);
const SAID =
	/\s(?:aria-label|aria-valuetext|aria-description|aria-roledescription|alt|title|placeholder)="([^"]*)"/g;
const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|[^">])*)>|[^<]+/g;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const decoded = (text: string): string =>
	text
		.replace(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole)
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.replace(/\s+/g, ' ')
		.trim();

/** @returns in the order of the page, none empty */
export function shownTexts(html: string): string[] {
	const texts: string[] = [];
	const open: { readonly tag: string; readonly unread: boolean }[] = [];
	for (const [token, closing, tag, attributes] of html.matchAll(TOKEN)) {
		const unread = open.at(-1)?.unread ?? false;
		if (token.startsWith('<!--')) continue;
		if (tag === undefined) {
			if (!unread) texts.push(token);
			continue;
		}
		if (closing) {
			while (open.length > 0 && open.pop()?.tag !== tag);
			continue;
		}
		if (!unread) texts.push(...[...attributes.matchAll(SAID)].map(([, said]) => said));
		if (VOID.has(tag) || attributes.endsWith('/')) continue;
		open.push({ tag, unread: unread || UNREAD.has(tag) || /class="[^"]*\bkatex\b/.test(attributes) });
	}
	return texts.map(decoded).filter((text) => text !== '');
}
