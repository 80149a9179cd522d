export function checkLinks(folder: string): { page: string; problems: string[] }[];
