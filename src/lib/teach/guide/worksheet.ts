/**
 * A worksheet as data: what is printed on a handout, and, from the same cells, its solution. Answers are computed by the code that
 * the chapters use; a sheet's author types questions, and the numbers that are given.
 */

/** Printed on the handout as an empty place, on the solution as what belongs there. */
export interface Blank {
	readonly answer: string;
}
/** A level 0..3, printed as its digit on its fill, so that it is read in black and white too. */
export interface LevelCell {
	readonly level: number;
	readonly blank?: boolean;
}
/** Text is given. */
export type Cell = string | Blank | LevelCell;

export type Part =
	/** Something to read. */
	| { readonly kind: 'text'; readonly text: string }
	/** A table with a head; the first column names its row. */
	| {
			readonly kind: 'table';
			readonly ask: string;
			readonly head: readonly string[];
			readonly rows: readonly (readonly Cell[])[];
			/** Said under the solution. */
			readonly because?: string;
	  }
	/** Pictures of levels, side by side. */
	| {
			readonly kind: 'boards';
			readonly ask: string;
			readonly boards: readonly {
				readonly name: string;
				readonly columns: number;
				readonly cells: readonly Cell[];
			}[];
			readonly because?: string;
	  }
	/** An axis of pixel values to draw on. */
	| {
			readonly kind: 'axis';
			readonly ask: string;
			readonly to: number;
			/** Where the solution has its marks. */
			readonly marks: readonly { readonly at: number; readonly name: string }[];
			readonly because?: string;
	  }
	/** A question with room for so many lines. */
	| { readonly kind: 'write'; readonly ask: string; readonly lines: number; readonly answer: string };

export interface Worksheet {
	/** Slug of its chapter. */
	readonly slug: string;
	readonly title: string;
	readonly minutes: number;
	readonly parts: readonly Part[];
}

export const blank = (answer: number | string): Blank => ({ answer: String(answer).replace('-', '−') });
export const given = (value: number | string): string => String(value).replace('-', '−');
export const levelGiven = (level: number): LevelCell => ({ level });
export const levelBlank = (level: number): LevelCell => ({ level, blank: true });

/** At most so many digits after the point, none that are zero. */
export const digits = (x: number, most: number): string =>
	String(Number(x.toFixed(most)) || 0).replace('-', '−');

/** Every part that asks for something. */
export const tasksOf = ({ parts }: Worksheet): readonly Exclude<Part, { kind: 'text' }>[] =>
	parts.filter((part) => part.kind !== 'text');
