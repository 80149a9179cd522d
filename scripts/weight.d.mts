export const LIMIT_BYTES: number;
export const LIMITS: Readonly<Record<'html' | 'styles' | 'fonts' | 'requests' | 'total', number>>;
export function weigh(
	folder: string
): { page: string; bytes: number; parts: Record<keyof typeof LIMITS, number>; problems: string[] }[];
