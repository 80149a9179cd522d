export const LIMIT_BYTES: number;
export function weigh(folder: string): { page: string; bytes: number; problems: string[] }[];
