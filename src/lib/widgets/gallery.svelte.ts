/** The pictures that a gallery shows: those wanted last, as soon as they are there. Until then the ones before stay. */
import type { TestPictures } from '#lib/run/run-view.ts';

export class Gallery {
	/** Null before the first arrive, and where they cannot be had. */
	pictures = $state.raw<TestPictures | null>(null);
	/** Their places in the test set. */
	indices = $state.raw<Uint32Array>(new Uint32Array(0));
	#latest = 0;

	/** @param fetch null where the pictures cannot be had */
	async show(
		indices: Uint32Array,
		fetch: (indices: Uint32Array) => Promise<TestPictures | null>
	): Promise<void> {
		const wanted = ++this.#latest;
		const pictures = await fetch(indices);
		if (wanted !== this.#latest) return;
		this.pictures = pictures;
		this.indices = indices;
	}
}
