/** Hands the reader a file: the browser's own download, nothing is sent anywhere. */
export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer> | Blob): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The download has its own reference once the click was handled.
	setTimeout(() => URL.revokeObjectURL(url));
}
