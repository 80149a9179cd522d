/** Why a reader's own data file was refused, in words that the page can show as they are. */

export type DataFileReason =
	'no-files' | 'empty' | 'foreign-format' | 'wrong-dataset' | 'wrong-size' | 'bad-label' | 'too-few-records';

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
