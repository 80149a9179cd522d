/** One entry of a figure's Download menu; its content is made when it is asked for. */
export interface Download {
	/** What the menu says, such as `Picture (SVG)`. */
	readonly label: string;
	/** The file's name. */
	readonly name: string;
	/** The file's media type, such as `text/csv`. */
	readonly type: string;
	readonly content: () => string | Blob | Promise<string | Blob>;
}
