/** The parts of GLSL that all passes share: precisions written out, where a picture lies, and the vertex shader. */

/** One triangle over the whole viewport, which is the part of the target to be written. */
export const VERTEX = `#version 300 es
precision highp float;
precision highp int;
void main() {
	vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
	gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/** `grid`: width and height of a block in pictures, and width of the target. */
const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
precision highp usampler2D;
precision highp usampler2DArray;
precision highp isampler2D;
uniform ivec3 grid;
`;

/**
 * Before a fragment shader that computes positions of pictures. `firstTexel(step)` is this picture's input texel under the kernel's
 * top left tap, where outputs are `step` inputs apart; a tap further is `grid.xy` texels further.
 */
export const POSITION_HEAD = `${HEAD}
ivec2 firstTexel(int step) {
	ivec2 own = ivec2(gl_FragCoord.xy);
	ivec2 block = own / grid.xy;
	return (block - 1) * step * grid.xy + (own - block * grid.xy);
}
`;

/**
 * Before a fragment shader that computes a list. `listIndex()` is the number it writes; `texelOf(picture, position)` is where a
 * picture has a position.
 */
export const LIST_HEAD = `${HEAD}
int listIndex() {
	return int(gl_FragCoord.y) * grid.z + int(gl_FragCoord.x);
}
ivec2 texelOf(int picture, ivec2 position) {
	return (position + 1) * grid.xy + ivec2(picture % grid.x, picture / grid.x);
}
`;

export const COMPONENTS = ['x', 'y', 'z', 'w'] as const;

/** 0, 1 ... n - 1: the loops of generated text. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
