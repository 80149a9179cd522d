/** mdsvex turns every Markdown file into a Svelte component with its front matter beside it. No import on top: ambient. */
declare module '*.md' {
	import type { Component } from 'svelte';
	const component: Component;
	export default component;
	export const metadata: Record<string, unknown>;
}
