/**
 * What the microscope looks at and how: the picture, the bits, the place under the magnifier, and all that follows from them.
 * Until the first picture's pixels are there, its histogram and one pixel stand in for it.
 */
import { resolve } from '$app/paths';
import {
	errorPicture,
	levelShares,
	roundPixels,
	roundedPicture,
	roundingErrors
} from '#lib/core/pixel-rounding.ts';
import { DRAWN_PICTURES, DRAWN_SIDE, type DrawnPictureName } from '#lib/data/drawn-pictures.ts';
import { LANDSCAPE_COUNTS, LANDSCAPE_PIXEL } from '#lib/data/landscape-counts.ts';
import { valueCounts } from '#lib/figures/value-counts.ts';
import { later } from '#lib/language/language.ts';
import type { Fields, ValuesOf } from '#lib/run/widget-fragment.ts';
import { pixelsOfAddress } from './picture-pixels.ts';

export const COLOUR_NAMES = ['red', 'green', 'blue'] as const;
/** Whose error is drawn. */
export const ERRORS = [...COLOUR_NAMES, 'all'] as const;

export const MICROSCOPE_FIELDS = {
	bits: { kind: 'number', min: 1, max: 8, whole: true },
	picture: { kind: 'choice', choices: DRAWN_PICTURES.map(({ name }) => name) },
	x: { kind: 'number', min: 0, max: DRAWN_SIDE - 1, whole: true },
	y: { kind: 'number', min: 0, max: DRAWN_SIDE - 1, whole: true },
	error: { kind: 'choice', choices: ERRORS },
	stretched: { kind: 'flag' }
} as const satisfies Fields;

type Values = ValuesOf<typeof MICROSCOPE_FIELDS>;

const START: Values = {
	bits: 3,
	picture: 'landscape',
	x: LANDSCAPE_PIXEL.x,
	y: LANDSCAPE_PIXEL.y,
	error: 'green',
	stretched: true
};

export const pictureAddress = (file: string): string => resolve('/pictures/[file]', { file });

export class Microscope {
	bits = $state(START.bits);
	chosen = $state<DrawnPictureName | 'own'>(START.picture);
	x = $state(START.x);
	y = $state(START.y);
	/** The colour whose error is drawn. */
	error = $state(START.error);
	stretched = $state(START.stretched);
	/** [DRAWN_SIDE, DRAWN_SIDE, 3]; null until the first picture has come. */
	pixels = $state.raw<Uint8Array | null>(null);
	/** The camera is on: nothing waits for a motion to end. */
	moving = $state(false);
	/** What of a link was ignored, or what did not load. */
	notice = $state('');
	/** Counts choices, so that a slow file does not come after a later choice. */
	#turn = 0;

	readonly rounding = $derived(roundPixels(this.bits));
	readonly counts = $derived<ArrayLike<number>>(this.pixels ? valueCounts(this.pixels) : LANDSCAPE_COUNTS);
	readonly errors = $derived(roundingErrors(this.rounding, this.counts));
	readonly shares = $derived(levelShares(this.rounding, this.counts));
	/** How many times as strong as it is the error is drawn. */
	readonly gain = $derived(this.stretched ? 255 / this.rounding.step : 1);
	readonly rounded = $derived(this.pixels && roundedPicture(this.pixels, this.rounding));
	readonly errorPixels = $derived(
		this.pixels &&
			errorPicture(
				this.pixels,
				this.rounding,
				this.gain,
				this.error === 'all' ? null : COLOUR_NAMES.indexOf(this.error)
			)
	);
	readonly subject = $derived(
		DRAWN_PICTURES.find(({ name }) => name === this.chosen)?.alt ?? later('Your picture')
	);
	/** Red, green and blue of the pixel under the magnifier. */
	readonly components = $derived(
		COLOUR_NAMES.map((name, c) => {
			const value = this.pixels
				? this.pixels[3 * (this.y * DRAWN_SIDE + this.x) + c]
				: LANDSCAPE_PIXEL.values[c];
			const level = this.rounding.levelOf[value];
			return {
				name,
				value,
				level,
				stands: this.rounding.valueOf[level],
				error: this.rounding.errorOf[value]
			};
		})
	);

	/** Whether anything has been chosen yet, by the reader or by a link. */
	get untouched(): boolean {
		return this.#turn === 0;
	}

	/** Whether the picture is as the files made for the first view show it. */
	get first(): boolean {
		return (
			this.bits === START.bits &&
			this.stretched === START.stretched &&
			this.error === START.error &&
			this.chosen === START.picture
		);
	}

	get values(): Values {
		const { bits, x, y, error, stretched } = this;
		return { bits, picture: this.chosen === 'own' ? START.picture : this.chosen, x, y, error, stretched };
	}

	restore(values: Partial<Values>, notice = ''): void {
		const all = { ...START, ...values };
		({ bits: this.bits, x: this.x, y: this.y, error: this.error, stretched: this.stretched } = all);
		this.notice = notice;
		void this.choose(all.picture);
	}

	async choose(name: DrawnPictureName = START.picture): Promise<void> {
		const turn = ++this.#turn;
		this.chosen = name;
		this.moving = false;
		try {
			const pixels = await pixelsOfAddress(pictureAddress(`${name}.png`), DRAWN_SIDE);
			if (turn === this.#turn) this.pixels = pixels;
		} catch (cause) {
			if (turn === this.#turn) this.notice = `${(cause as Error).message}.`;
		}
	}

	/** @param pixels [DRAWN_SIDE, DRAWN_SIDE, 3], the reader's own */
	own(pixels: Uint8Array, moving: boolean): void {
		this.#turn++;
		this.chosen = 'own';
		this.pixels = pixels;
		this.moving = moving;
	}

	look(x: number, y: number): void {
		this.x = x;
		this.y = y;
	}
}
