import type { CopyList } from '../src/lib/site/copy-list.ts';

export const LIMIT_BYTES: number;
export function offlineList(folder: string): { list: CopyList; bytes: number; sent: number };
export function writeOfflineList(folder: string): {
	files: number;
	bytes: number;
	sent: number;
	version: string;
};
