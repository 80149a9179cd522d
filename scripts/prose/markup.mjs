// What the plugins for Markdown share: the text of a node, and finished HTML handed on so that Svelte leaves it alone.

/** All the text under a node of the Markdown or HTML tree. */
export const textOf = (node) =>
	typeof node.value === 'string' ? node.value : (node.children ?? []).map(textOf).join('');

/** An expression that prints `html`: braces, backticks and tags inside it are then no syntax of Svelte's. */
export const asExpression = (html) => `{@html ${JSON.stringify(html).replaceAll('<', '\\u003c')}}`;
