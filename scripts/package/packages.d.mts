type Files = ReadonlyMap<string, Uint8Array>;
interface Package {
	files: Map<string, Uint8Array>;
	zip: Uint8Array<ArrayBuffer>;
}
export function courseZip(
	site: Files,
	options: { version: string; texts: Files; server: Uint8Array }
): Package;
export function scormZip(
	site: Files,
	options: { version: string; programs: Files; chapter?: { number: number; slug: string; title: string } }
): Package;
export function teacherZip(
	site: Files,
	options: { course: string; version: string; markdown: Files; texts: Files }
): Package;
export function nameProblems(names: Iterable<string>): string[];
export const PACKAGE_PROGRAMS: readonly string[];
