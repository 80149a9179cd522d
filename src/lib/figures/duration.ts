/** A stretch of time in words, as coarse as a reader needs it. */

/** @param seconds from 0; fractions are rounded up, so that "0 s" means done */
export function durationText(seconds: number): string {
	const whole = Math.ceil(seconds);
	if (whole < 60) return `${whole} s`;
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${minutes} min ${whole % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
