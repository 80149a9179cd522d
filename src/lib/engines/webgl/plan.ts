/**
 * What a network becomes on WebGL2, as plain data: surfaces that hold numbers, and passes that compute one from another. Nothing
 * here touches a context; the runner alone does.
 */

export type TexelFormat = 'rgba16ui' | 'rg32ui' | 'rgba32ui' | 'r32i' | 'rgba16f' | 'rgba32f' | 'r32f';

/** Positions of one picture. */
export interface Cell {
	readonly height: number;
	readonly width: number;
}

/** Every position of every picture, as `grid.ts` lays them out, in one or more layers; zeros around them are the padding. */
export interface AtlasSurface {
	readonly kind: 'atlas';
	readonly format: TexelFormat;
	readonly cell: Cell;
	readonly layers: number;
}

/** Some numbers a picture, all in one row that is broken where the texture ends: number i of picture p is p * perPicture + i. */
export interface ListSurface {
	readonly kind: 'list';
	readonly format: TexelFormat;
	readonly perPicture: number;
}

/** Numbers that no pass writes. */
export interface ConstantSurface {
	readonly kind: 'constant';
	readonly format: TexelFormat;
	readonly width: number;
	readonly height: number;
	readonly texels: Uint32Array | Float32Array;
}

export type Surface = AtlasSurface | ListSurface | ConstantSurface;

export interface Target {
	readonly surface: AtlasSurface | ListSurface;
	readonly layer: number;
}

export interface Pass {
	readonly name: string;
	/** GLSL ES 3.00 of the fragment shader. */
	readonly fragment: string;
	/** By the sampler's name. */
	readonly inputs: Readonly<Record<string, Surface>>;
	/** By the uniform block's name: 32-bit words in std140 order. */
	readonly blocks: Readonly<Record<string, Uint32Array | Float32Array>>;
	/** Written together; all of one surface. */
	readonly outputs: readonly Target[];
}

/** Packed levels of a convolution block's output, 64 channels a layer or 32 in all. */
export interface LevelSurface {
	readonly surface: AtlasSurface;
	readonly channels: number;
}

export interface Plan {
	/** Its texels hold a pixel's three components; what they are is its format's: v + 1 as integers, v - 118 as floats. */
	readonly pictures: AtlasSurface;
	readonly passes: readonly Pass[];
	/** [images, classes]; null where the plan ends before the last layer. */
	readonly logits: ListSurface | null;
	/** Every block whose output is levels, in order. */
	readonly levels: readonly LevelSurface[];
}
