/**
 * WebGL objects with an owner: whatever is made here is deleted by one `dispose`. Every failure is an error; a context that was
 * lost meanwhile is a DeviceLostError.
 */
import { DeviceLostError } from './device-lost.ts';
import type { TexelFormat } from './plan.ts';

interface FormatNames {
	readonly internal: number;
	readonly format: number;
	readonly type: number;
}

/** How texels of a format are stored, and as what they are uploaded. */
export function formatNames(gl: WebGL2RenderingContext, format: TexelFormat): FormatNames {
	switch (format) {
		case 'rgba16ui':
			return { internal: gl.RGBA16UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_SHORT };
		case 'rg32ui':
			return { internal: gl.RG32UI, format: gl.RG_INTEGER, type: gl.UNSIGNED_INT };
		case 'rgba32ui':
			return { internal: gl.RGBA32UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_INT };
		case 'r32i':
			return { internal: gl.R32I, format: gl.RED_INTEGER, type: gl.INT };
		case 'rgba16f':
			return { internal: gl.RGBA16F, format: gl.RGBA, type: gl.FLOAT };
		case 'rgba32f':
			return { internal: gl.RGBA32F, format: gl.RGBA, type: gl.FLOAT };
		case 'r32f':
			return { internal: gl.R32F, format: gl.RED, type: gl.FLOAT };
		default:
			return format satisfies never;
	}
}

export interface Size {
	readonly width: number;
	readonly height: number;
	/** Of an array texture; null for a flat one. */
	readonly layers: number | null;
}

export interface Texture {
	readonly name: WebGLTexture;
	readonly target: number;
	readonly format: TexelFormat;
	readonly size: Size;
}

/** Texels in the type that their format is uploaded as. */
export type Texels = Uint16Array | Uint32Array | Int32Array | Float32Array;

export class GlObjects {
	readonly gl: WebGL2RenderingContext;
	readonly #undo: (() => void)[] = [];

	constructor(gl: WebGL2RenderingContext) {
		this.gl = gl;
	}

	/** All texels 0. */
	texture(format: TexelFormat, size: Size): Texture {
		const { gl } = this;
		const target = size.layers === null ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY;
		const name = gl.createTexture();
		this.#undo.push(() => gl.deleteTexture(name));
		gl.bindTexture(target, name);
		const { internal } = formatNames(gl, format);
		if (size.layers === null) gl.texStorage2D(target, 1, internal, size.width, size.height);
		else gl.texStorage3D(target, 1, internal, size.width, size.height, size.layers);
		// Integer textures cannot be filtered, and a texture with the usual filter would read as zeros.
		gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
		gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
		gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
		gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
		return { name, target, format, size };
	}

	/** Replace all texels of the first layer. */
	fill({ name, target, format, size }: Texture, texels: Texels): void {
		const { gl } = this;
		const names = formatNames(gl, format);
		const { width, height } = size;
		gl.bindTexture(target, name);
		gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
		if (size.layers === null)
			gl.texSubImage2D(target, 0, 0, 0, width, height, names.format, names.type, texels);
		else gl.texSubImage3D(target, 0, 0, 0, 0, width, height, 1, names.format, names.type, texels);
	}

	/** A framebuffer that draws into layers of one texture, and reads from the first of them. */
	framebuffer(texture: Texture, layers: readonly number[]): WebGLFramebuffer {
		const { gl } = this;
		const framebuffer = gl.createFramebuffer();
		this.#undo.push(() => gl.deleteFramebuffer(framebuffer));
		gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
		layers.forEach((layer, i) => {
			const at = gl.COLOR_ATTACHMENT0 + i;
			if (texture.size.layers === null)
				gl.framebufferTexture2D(gl.FRAMEBUFFER, at, texture.target, texture.name, 0);
			else gl.framebufferTextureLayer(gl.FRAMEBUFFER, at, texture.name, 0, layer);
		});
		gl.drawBuffers(layers.map((_, i) => gl.COLOR_ATTACHMENT0 + i));
		const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
		this.requirePresent();
		if (status !== gl.FRAMEBUFFER_COMPLETE)
			throw new Error(`${texture.format} cannot be drawn into here: framebuffer status ${status}`);
		return framebuffer;
	}

	uniformBuffer(words: Uint32Array | Float32Array): WebGLBuffer {
		const { gl } = this;
		const buffer = gl.createBuffer();
		this.#undo.push(() => gl.deleteBuffer(buffer));
		gl.bindBuffer(gl.UNIFORM_BUFFER, buffer);
		gl.bufferData(gl.UNIFORM_BUFFER, words, gl.STATIC_DRAW);
		return buffer;
	}

	/** @throws DeviceLostError */
	requirePresent(): void {
		if (this.gl.isContextLost()) throw new DeviceLostError();
	}

	dispose(): void {
		for (const undo of this.#undo.splice(0)) undo();
	}
}
