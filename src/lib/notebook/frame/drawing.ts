/** A figure that a cell has made and the page is to draw. Plain data in a class, so that it is told from other values. */
import type { Output } from '#lib/notebook/protocol.ts';

export class Drawing {
	readonly output: Output;
	constructor(output: Output) {
		this.output = output;
	}
}
