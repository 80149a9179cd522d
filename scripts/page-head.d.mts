export function styleOnPage(css: string, address: string): string;
export function withOwnHead(html: string, read: (address: string) => string): string;
export function fillHeads(folder: string): void;
