export interface StrictLms {
	readonly API: Record<string, (...args: string[]) => string>;
	readonly calls: string[];
	readonly errors: number[];
}
export function strictLms(kept?: Record<string, string>, options?: { again?: boolean }): StrictLms;
