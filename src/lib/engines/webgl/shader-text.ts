/** The parts of GLSL that all passes share: precisions written out, where a picture lies, and the two vertex shaders. */

/** `cells`: width and height of an output cell, then of an input cell. `grid`: columns, then the target's width and height. */
const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
precision highp usampler2D;
precision highp usampler2DArray;
precision highp isampler2D;
uniform ivec4 cells;
uniform ivec4 grid;
`;

/** One instance a picture, drawn over its cell and never over the zeros around it, so that no fragment tests for a border. */
export const PICTURE_VERTEX = `${HEAD}
flat out ivec2 outOrigin;
flat out ivec2 inOrigin;
void main() {
	ivec2 place = ivec2(gl_InstanceID % grid.x, gl_InstanceID / grid.x);
	outOrigin = 1 + place * (cells.xy + 1);
	inOrigin = 1 + place * (cells.zw + 1);
	ivec2 corner = outOrigin + ivec2(gl_VertexID & 1, gl_VertexID >> 1) * cells.xy;
	gl_Position = vec4(vec2(corner) / vec2(grid.yz) * 2.0 - 1.0, 0.0, 1.0);
}`;

/** One triangle over the whole viewport. */
export const LIST_VERTEX = `${HEAD}
void main() {
	vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
	gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/** Before a fragment shader that draws cells. */
export const PICTURE_HEAD = `${HEAD}
flat in ivec2 outOrigin;
flat in ivec2 inOrigin;
`;

/** Before a fragment shader that draws a list; `listIndex()` is the number it writes. */
export const LIST_HEAD = `${HEAD}
int listIndex() {
	return int(gl_FragCoord.y) * grid.y + int(gl_FragCoord.x);
}
`;

export const COMPONENTS = ['x', 'y', 'z', 'w'] as const;

/** 0, 1 ... n - 1: the loops of generated text. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
