/**
 * Formulas and listings of the course on their way into a page: the build has written them into the page's code
 * (scripts/prose/markup.mjs), and nothing that a reader or a file says ever passes here.
 */
interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createHTML(html: string): string }
	): { createHTML(html: string): string };
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('course-text', {
	createHTML: (html) => html
});

/** For `{@html}`: in browsers with Trusted Types an object that they let into the page, elsewhere the text itself. */
export const courseText = (html: string): string => policy?.createHTML(html) ?? html;
