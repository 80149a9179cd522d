interface Chunk {
	readonly file: string;
	readonly css?: readonly string[];
	readonly imports?: readonly string[];
	readonly dynamicImports?: readonly string[];
}
export function neededStyles(
	manifest: Readonly<Record<string, Chunk>>,
	path: string,
	modules: readonly string[],
	later?: boolean
): Set<string>;
export function stylesOfFirstView(
	html: string,
	sheets: ReadonlyMap<string, string>,
	atOnce: ReadonlySet<string>
): Set<string>;
export function withoutOtherStyles(html: string, styles: ReadonlySet<string>): string;
export function withMissingStyles(html: string, sheets: ReadonlyMap<string, string>): string;
export function withStylesOfClasses(html: string, sheets: ReadonlyMap<string, string>): string;
export function textModules(manifest: Readonly<Record<string, Chunk>>, path: string): string[];
export function withPreloads(html: string, modules: readonly string[]): string;
export function leaveOwnStyles(folder: string): void;
