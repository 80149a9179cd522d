declare global {
	namespace App {}
}

/** mdsvex turns every chapter into a Svelte component with its front matter beside it. */
declare module '*.md' {
	import type { Component } from 'svelte';
	const component: Component;
	export default component;
	export const metadata: Record<string, unknown>;
}

export {};
