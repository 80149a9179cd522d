export function checkPolicy(folder: string): { page: string; problems: string[] }[];
