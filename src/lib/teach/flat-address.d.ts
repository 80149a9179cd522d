export function flatPage(page: string): string;
export function pageOfFlat(name: string): string | null;
export function flatFile(path: string): string;
