/**
 * A picture set as it would look in the dark: less light on a noisy sensor, then 8 bits again.
 *
 * For pictures that come as they are, such as CIFAR-10; the materials are photographed anew instead. Each picture is darkened by
 * its own exposure, from its own random numbers, the same to the bit everywhere.
 */
import { exp, log } from '#lib/core/pinned-math.ts';
import { Random } from '#lib/core/random.ts';
import { imageCount, imageSize, type Dataset, type Splits } from './dataset.ts';

/** Stops of exposure taken away from a picture: between these, uniformly (METHOD 3). */
const STOPS = { least: 1.5, most: 4 } as const;
/** Standard deviation of the sensor's noise, in units of full scale, before gamma. */
const NOISE = 0.002;
/** Display gamma: 8-bit values are light to the power 1 / 2.2. */
const GAMMA = 2.2;

const power = (x: number, exponent: number): number => (x <= 0 ? 0 : exp(exponent * log(x)));
const LIGHT_OF = Float64Array.from({ length: 256 }, (_, v) => power(v / 255, GAMMA));

/** Fine enough that two neighbouring entries differ by less than an 8-bit step. */
const STEPS = 1 << 16;
/** 8-bit value by light, in steps of 2^-16. */
const VALUE_OF = Uint8Array.from({ length: STEPS + 1 }, (_, i) =>
	Math.floor(255 * power(i / STEPS, 1 / GAMMA) + 0.5)
);

/** @param seed whole number 0..2^32-1; picture i draws from stream i */
export function darken(data: Dataset, seed: number): Dataset {
	const size = imageSize(data);
	const images = new Uint8Array(data.images.length);
	for (let i = 0; i < imageCount(data); i++) {
		const random = Random.fromSeed(seed, i);
		const stops = STOPS.least + (STOPS.most - STOPS.least) * random.uniform();
		const exposure = power(2, -stops);
		for (let j = i * size; j < (i + 1) * size; j++) {
			// The sum of four uniforms, less its mean and over its deviation: near enough to a Gaussian.
			const noise = random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2;
			const light = LIGHT_OF[data.images[j]] * exposure + NOISE * noise * Math.sqrt(3);
			images[j] = VALUE_OF[Math.floor(Math.min(Math.max(light, 0), 1) * STEPS + 0.5)];
		}
	}
	return { ...data, name: `${data.name}, dark`, images };
}

/** Seeds spell "drk1" to "drk3" in ASCII. */
export const darkenSplits = ({ train, validation, test }: Splits): Splits => ({
	train: darken(train, 0x64726b31),
	validation: darken(validation, 0x64726b32),
	test: darken(test, 0x64726b33)
});
