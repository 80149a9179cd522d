export function highlight(code: string, lang?: string): Promise<string>;
