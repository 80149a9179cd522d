/** From positive numbers to pixels, so that equal factors are equal distances. */
import { linearScale } from './linear-scale.ts';

export interface LogScale {
	(value: number): number;
	/** The number at a pixel. */
	at(pixel: number): number;
}

/**
 * @param domain the numbers at the two ends, above 0
 * @param range the pixels at the two ends
 * @throws RangeError when an end is not above 0, or the domain has no width
 */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): LogScale {
	if (!(domain[0] > 0 && domain[1] > 0))
		throw new RangeError(`a logarithm needs numbers above 0, got ${domain[0]} to ${domain[1]}`);
	const exponents = linearScale([Math.log(domain[0]), Math.log(domain[1])], range);
	return Object.assign((value: number): number => exponents(Math.log(value)), {
		at: (pixel: number): number => Math.exp(exponents.at(pixel))
	});
}
