// The types of serve.mjs, for the tests that import it.

export interface Serving {
	address: string;
	port: number;
	close: () => Promise<void>;
}
export function serve(options: {
	folder: string;
	port?: number;
	host?: string;
	base?: string;
}): Promise<Serving>;
export function explainPort(error: Error & { code?: string }, port: string | number): string;
export function portNumber(text: string): number;
