import type { Plugin } from 'vite';
export function katexFonts(): Plugin;
