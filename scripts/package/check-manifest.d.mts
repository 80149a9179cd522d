export function manifestProblems(xml: string, files: Iterable<string>): string[];
