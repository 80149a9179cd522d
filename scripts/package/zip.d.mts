export function zipOf(
	files: ReadonlyMap<string, Uint8Array>,
	programs?: ReadonlySet<string>
): Uint8Array<ArrayBuffer>;
