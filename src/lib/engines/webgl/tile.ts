/**
 * The part of a plan that depends on how many pictures are drawn together: its atlases and lists, and the drawing. This file and
 * `programs.ts` are the only ones that draw.
 */
import { DeviceLostError } from './device-lost.ts';
import { GlObjects, formatNames, type Texture } from './gl-objects.ts';
import { atlasSide, gridFor, listSize, type Grid } from './grid.ts';
import type { AtlasSurface, ListSurface, Plan, Surface, Target } from './plan.ts';
import type { PassProgram, Programs } from './programs.ts';
import type { AtlasTexels } from './level-texels.ts';

/** Pictures of a tile on the device. */
export interface UploadedPictures {
	readonly texture: Texture;
	readonly images: number;
}

export class Tile {
	readonly capacity: number;
	readonly grid: Grid;
	readonly #objects: GlObjects;
	readonly #plan: Plan;
	readonly #programs: Programs;
	readonly #textures = new Map<Surface, Texture>();
	readonly #framebuffers: readonly WebGLFramebuffer[];

	/**
	 * @param capacity pictures that it can draw at once
	 * @throws DeviceLostError
	 */
	constructor(gl: WebGL2RenderingContext, plan: Plan, programs: Programs, capacity: number) {
		this.#objects = new GlObjects(gl);
		this.#plan = plan;
		this.#programs = programs;
		this.capacity = capacity;
		this.grid = gridFor(capacity, plan.pictures.cell);
		try {
			this.#framebuffers = programs.passes.map(({ pass }) => this.#framebufferFor(pass.outputs));
		} catch (error) {
			this.dispose();
			throw error;
		}
	}

	#framebufferFor(outputs: readonly Target[]): WebGLFramebuffer {
		const [{ surface }] = outputs;
		const texture = this.#textures.get(surface) ?? this.#allocate(surface);
		this.#textures.set(surface, texture);
		return this.#objects.framebuffer(
			texture,
			outputs.map(({ layer }) => layer)
		);
	}

	#allocate(surface: AtlasSurface | ListSurface): Texture {
		if (surface.kind === 'list') {
			const size = listSize(this.capacity * surface.perPicture);
			return this.#objects.texture(surface.format, { ...size, layers: null });
		}
		const { cell, layers, format } = surface;
		const width = atlasSide(cell.width, this.grid.columns);
		const height = atlasSide(cell.height, this.grid.rows);
		return this.#objects.texture(format, { width, height, layers });
	}

	/** A place for pictures, to be uploaded to again and again. */
	pictureTexture(): Texture {
		return this.#allocate(this.#plan.pictures);
	}

	/** @param pictures [images, height, width, 3], at most `capacity` of them */
	upload(texture: Texture, pictures: Uint8Array): UploadedPictures {
		const { height, width } = this.#plan.pictures.cell;
		const images = pictures.length / (height * width * 3);
		this.#objects.fill(texture, this.#texelsOf(pictures, images, texture));
		return { texture, images };
	}

	#texelsOf(pictures: Uint8Array, images: number, { size }: Texture): Uint16Array | Float32Array {
		const { format, cell } = this.#plan.pictures;
		const whole = format === 'rgba16ui';
		const texels = new (whole ? Uint16Array : Float32Array)(size.width * size.height * 4);
		const shift = whole ? 1 : -118;
		const { columns, rows } = this.grid;
		let from = 0;
		for (let image = 0; image < images; image++)
			for (let y = 0; y < cell.height; y++) {
				const row = (y + 1) * rows + Math.floor(image / columns);
				let to = (row * size.width + columns + (image % columns)) * 4;
				for (let x = 0; x < cell.width; x++, to += 4 * columns)
					for (let c = 0; c < 3; c++) texels[to + c] = pictures[from++] + shift;
			}
		return texels;
	}

	/** Queue every pass; nothing is waited for. */
	draw({ texture, images }: UploadedPictures): void {
		const { gl } = this.#objects;
		gl.bindVertexArray(null);
		gl.disable(gl.BLEND);
		gl.disable(gl.DITHER);
		this.#programs.passes.forEach((program, i) => {
			gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffers[i]);
			this.#bind(program, texture);
			this.#drawPass(program, images);
		});
	}

	#bind({ pass, program, blocks }: PassProgram, pictures: Texture): void {
		const { gl } = this.#objects;
		gl.useProgram(program);
		Object.values(pass.inputs).forEach((surface, unit) => {
			const texture = surface === this.#plan.pictures ? pictures : this.#textureOf(surface);
			gl.activeTexture(gl.TEXTURE0 + unit);
			gl.bindTexture(texture.target, texture.name);
		});
		blocks.forEach((buffer, point) => gl.bindBufferBase(gl.UNIFORM_BUFFER, point, buffer));
	}

	/** The viewport leaves out the zeros around an atlas, and the end of a list that belongs to no picture. */
	#drawPass({ pass, grid }: PassProgram, images: number): void {
		const { gl } = this.#objects;
		const { columns, rows } = this.grid;
		const { surface } = pass.outputs[0];
		const { width } = this.#textureOf(surface).size;
		gl.uniform3i(grid, columns, rows, width);
		if (surface.kind === 'atlas')
			gl.viewport(columns, rows, surface.cell.width * columns, surface.cell.height * rows);
		else gl.viewport(0, 0, width, Math.ceil((images * surface.perPicture) / width));
		gl.drawArrays(gl.TRIANGLES, 0, 3);
	}

	#textureOf(surface: Surface): Texture {
		const texture =
			surface.kind === 'constant' ? this.#programs.constants.get(surface) : this.#textures.get(surface);
		if (!texture) throw new Error(`a ${surface.kind} that no earlier pass writes`);
		return texture;
	}

	/** @returns the first `count` numbers of a list */
	readList(surface: ListSurface, count: number): Int32Array | Float32Array {
		const { gl } = this.#objects;
		const { width } = this.#textureOf(surface).size;
		const height = Math.ceil(count / width);
		const whole = surface.format === 'r32i';
		const texels = new (whole ? Int32Array : Float32Array)(width * height * 4);
		this.#bindOutput(surface, 0);
		if (whole) gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.INT, texels);
		else gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, texels);
		this.#objects.requirePresent();
		return texels.filter((_, i) => i % 4 === 0).subarray(0, count);
	}

	/** One layer of an atlas of packed levels. */
	readLayer(surface: AtlasSurface, layer: number): AtlasTexels {
		const { gl } = this.#objects;
		const { width, height } = this.#textureOf(surface).size;
		const words = new Uint32Array(width * height * 4);
		this.#bindOutput(surface, layer);
		gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words);
		this.#objects.requirePresent();
		return { words, width, grid: this.grid };
	}

	/** Bind the framebuffer whose first target is this one, for reading. */
	#bindOutput(surface: AtlasSurface | ListSurface, layer: number): void {
		const { gl } = this.#objects;
		const at = this.#programs.passes.findIndex(
			({ pass }) => pass.outputs[0].surface === surface && pass.outputs[0].layer === layer
		);
		gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffers[at]);
	}

	/**
	 * Wait until everything queued is done, by reading one texel of the last pass's output: `finish` does not wait in Chrome.
	 * @throws DeviceLostError
	 */
	wait(): void {
		const { gl } = this.#objects;
		const last = this.#programs.passes.length - 1;
		const { format } = this.#programs.passes[last].pass.outputs[0].surface;
		gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffers[last]);
		switch (formatNames(gl, format).type) {
			case gl.FLOAT:
				gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4));
				break;
			case gl.INT:
				gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.INT, new Int32Array(4));
				break;
			default:
				gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, new Uint32Array(4));
		}
		if (gl.isContextLost()) throw new DeviceLostError();
	}

	dispose(): void {
		this.#objects.dispose();
	}
}
