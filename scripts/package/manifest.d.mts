export const IMSCP: string;
export const ADLCP: string;
export function hrefOf(name: string): string;
export function manifestOf(course: {
	identifier: string;
	version: string;
	title: string;
	start: string;
	files: Iterable<string>;
}): string;
