export function flatLink(href: string, top: string): string;
export function followPackageLinks(top: string): void;
