// A table in Markdown may be wider than a phone: it gets a box of its own to scroll in, which the keyboard can reach.

/** A box that scrolls has to be reachable; Svelte's rule does not know that. */
const QUIET = '<!-- svelte-ignore a11y_no_noninteractive_tabindex -->';

export function rehypeTables() {
	return (tree) => visit(tree);
}

function visit(node) {
	if (!node.children) return;
	node.children = node.children.flatMap((child) => {
		if (child.type !== 'element' || child.tagName !== 'table') {
			visit(child);
			return [child];
		}
		const properties = { className: ['table-box'], role: 'region', ariaLabel: 'Table', tabIndex: 0 };
		const box = { type: 'element', tagName: 'div', properties, children: [child] };
		return [{ type: 'raw', value: QUIET }, box];
	});
}
