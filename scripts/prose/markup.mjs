// What the plugins for Markdown share: the text of a node, and finished HTML handed on so that Svelte leaves it alone.

/** All the text under a node of the Markdown or HTML tree. */
export const textOf = (node) =>
	typeof node.value === 'string' ? node.value : (node.children ?? []).map(textOf).join('');

/** A JavaScript string that holds no markup. */
export const asString = (text) => JSON.stringify(text).replaceAll('<', '\\u003c');

/**
 * An expression that prints `html`: braces, backticks and tags inside it are then no syntax of Svelte's. svelte.config.js imports
 * courseText into every text.
 */
export const asExpression = (html) => `{@html courseText(${asString(html)})}`;
