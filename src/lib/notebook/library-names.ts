/** Names of the library's globals in every cell; no cell may define them. */
export const LIBRARY_NAMES: ReadonlySet<string> = new Set(['core', 'data', 'engines', 'lab', 'draw', 'show']);
