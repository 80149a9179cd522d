/** The one error that is nobody's mistake: the graphics device went away. Whoever meets it makes a new engine. */

export class DeviceLostError extends Error {
	override readonly name = 'DeviceLostError';

	constructor() {
		super('the graphics device was lost while a network ran on it; a new engine can be made');
	}
}
