export function planChunks(
	modules: ReadonlyMap<
		string,
		{ readonly bytes: number; readonly imports: readonly string[]; readonly pages: ReadonlySet<string> }
	>
): string[][];
