/** Why a reader's own data was refused, in words that the page can show as they are. */
export type DataFileReason =
	| 'no-files'
	| 'empty'
	| 'foreign-format'
	| 'wrong-dataset'
	| 'wrong-size'
	| 'bad-label'
	| 'too-few-records'
	/** The bytes end before what their header says. */
	| 'truncated'
	/** Bytes that name a format, but not in a way that can be. */
	| 'wrong-magic'
	/** Pictures and labels that do not go together. */
	| 'wrong-labels'
	/** Pictures of one file in another size than those of the next. */
	| 'mixed-sizes'
	/** More, or larger, than this page is willing to unpack. */
	| 'too-large'
	/** An archive that says one size and holds another, or uses the same bytes twice. */
	| 'bomb'
	/** An archive's file that wants to lie outside its folder. */
	| 'unsafe-path'
	/** A kind of archive that is not read here. */
	| 'unsupported'
	| 'no-images'
	| 'one-class'
	| 'too-many-classes'
	| 'too-few-pictures'
	| 'corrupt-picture';

export class DataFileError extends Error {
	override readonly name = 'DataFileError';
	/** The file at fault; null when the choice of files as a whole is. */
	readonly fileName: string | null;
	readonly reason: DataFileReason;

	constructor(fileName: string | null, reason: DataFileReason, explanation: string) {
		super(fileName === null ? explanation : `${fileName}: ${explanation}`);
		this.fileName = fileName;
		this.reason = reason;
	}
}
