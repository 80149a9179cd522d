import type { Plugin } from 'vite';

export function constructedStyles(): Plugin;
