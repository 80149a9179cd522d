/**
 * Markup that this site's own build has written, such as coloured listings, on its way into a page. It is checked all the same:
 * what could run is refused, so that a mistake in the build becomes an error and no hole.
 */

/** A tag that runs or loads something, a handler, or an address that is code. */
const RUNS =
	/<\s*(?:script|iframe|object|embed|link|meta|base|form|style|template)\b|<[^>]*[\s/](?:on\w+|srcdoc|href|src|action|formaction)\s*=/i;

/**
 * @returns the same text
 * @throws TypeError when it has more than plain markup: elements that load, handlers, addresses
 */
export function plainMarkup(html: string): string {
	const found = RUNS.exec(html);
	if (found) throw new TypeError(`built markup must be plain, got ${found[0].slice(0, 60)}`);
	return html;
}

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createHTML(html: string): string }
	): { createHTML(html: string): string };
}

let policy: { createHTML(html: string): string } | undefined;

/**
 * For `{@html}`: in browsers with Trusted Types an object that they let into the page, elsewhere the text itself.
 * @throws TypeError as `plainMarkup`
 */
export function builtHtml(html: string): string {
	const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
	policy ??= types?.createPolicy('built-html', { createHTML: plainMarkup }) ?? { createHTML: plainMarkup };
	return policy.createHTML(html);
}
