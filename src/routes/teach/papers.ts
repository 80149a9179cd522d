/**
 * Every text for teachers, in one module, and every chapter with them. No browser loads it: the pages run no script, and take from its
 * build nothing but the styles. Asking for whole chapters, it asks for each of their parts, so that it does not divide their code anew.
 */
import type { Component } from 'svelte';

export const PAPERS: Readonly<Record<string, { default: Component }>> = import.meta.glob(
	['/content/teach/**/*.md', '/content/chapters/*.md'],
	{ eager: true }
);
