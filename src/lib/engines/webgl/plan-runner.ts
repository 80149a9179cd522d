/** Runs a plan over batches of any size, tile after tile. It knows nothing of networks: the plan says it all. */
import { tileCapacity } from './grid.ts';
import type { Texture } from './gl-objects.ts';
import { unpackLayer } from './level-texels.ts';
import type { OpenWebgl2 } from './open.ts';
import type { Plan } from './plan.ts';
import { Programs } from './programs.ts';
import { Tile, type UploadedPictures } from './tile.ts';

const COLOURS = 3;

export interface PlanResult {
	/** [images, classes], whole numbers or float32 as the plan says; empty where it ends before the last layer. */
	readonly logits: Int32Array | Float32Array;
	readonly levels: readonly Uint8Array[];
}

export class PlanRunner {
	readonly #gl: WebGL2RenderingContext;
	readonly #plan: Plan;
	readonly #programs: Programs;
	/** Pictures of the largest tile. */
	readonly #limit: number;
	readonly #pictureBytes: number;
	#tile: Tile | null = null;
	#pictures: Texture | null = null;

	/**
	 * @throws DeviceLostError
	 * @throws RangeError when one picture is too large for textures
	 */
	constructor(open: OpenWebgl2, plan: Plan) {
		const { cell } = plan.pictures;
		const lists = plan.passes.flatMap(({ outputs: [{ surface }] }) =>
			surface.kind === 'list' ? surface.perPicture : 1
		);
		this.#limit = tileCapacity(cell, Math.max(...lists));
		this.#pictureBytes = cell.height * cell.width * COLOURS;
		this.#gl = open.gl;
		this.#plan = plan;
		this.#programs = new Programs(open, plan);
	}

	/** A tile for so many pictures, or for an even share of them where they are too many; kept while the number stays. */
	#tileFor(images: number): { tile: Tile; pictures: Texture } {
		const wanted = Math.ceil(images / Math.ceil(images / this.#limit));
		if (this.#tile && this.#pictures && this.#tile.capacity === wanted)
			return { tile: this.#tile, pictures: this.#pictures };
		this.#tile?.dispose();
		this.#tile = null;
		const tile = new Tile(this.#gl, this.#plan, this.#programs, wanted);
		this.#tile = tile;
		this.#pictures = tile.pictureTexture();
		return { tile, pictures: this.#pictures };
	}

	/**
	 * @param pictures [images, height, width, 3]
	 * @throws DeviceLostError
	 */
	run(pictures: Uint8Array, withLevels: boolean): PlanResult {
		const images = pictures.length / this.#pictureBytes;
		const { logits: list } = this.#plan;
		const perPicture = list?.perPicture ?? 0;
		const logits = new (list?.format === 'r32f' ? Float32Array : Int32Array)(images * perPicture);
		const levels = this.#plan.levels.map(({ surface: { cell }, channels }) => {
			return new Uint8Array(withLevels ? images * cell.height * cell.width * channels : 0);
		});
		if (images === 0) return { logits, levels };
		const { tile, pictures: texture } = this.#tileFor(images);
		for (let first = 0; first < images; first += tile.capacity) {
			const count = Math.min(tile.capacity, images - first);
			const own = pictures.subarray(first * this.#pictureBytes, (first + count) * this.#pictureBytes);
			tile.draw(tile.upload(texture, own));
			if (list) logits.set(tile.readList(list, count * perPicture), first * perPicture);
			if (withLevels) this.#readLevels(tile, first, count, levels);
		}
		return { logits, levels };
	}

	#readLevels(tile: Tile, first: number, count: number, out: readonly Uint8Array[]): void {
		this.#plan.levels.forEach((level, i) => {
			const { cell, layers } = level.surface;
			const own = out[i].subarray(first * cell.height * cell.width * level.channels);
			for (let layer = 0; layer < layers; layer++)
				unpackLayer(tile.readLayer(level.surface, layer), level, layer, count, own);
		});
	}

	/**
	 * Upload pictures once, to draw them many times.
	 * @returns draws all of them once, without waiting, and waits for all that was drawn
	 */
	resident(pictures: Uint8Array): { draw(): void; wait(): void } {
		const images = pictures.length / this.#pictureBytes;
		const { tile } = this.#tileFor(images);
		const uploaded: UploadedPictures[] = [];
		for (let first = 0; first < images; first += tile.capacity) {
			const end = Math.min(first + tile.capacity, images);
			const own = pictures.subarray(first * this.#pictureBytes, end * this.#pictureBytes);
			uploaded.push(tile.upload(tile.pictureTexture(), own));
		}
		return {
			draw: () => uploaded.forEach((each) => tile.draw(each)),
			wait: () => tile.wait()
		};
	}

	dispose(): void {
		this.#tile?.dispose();
		this.#programs.dispose();
	}
}
