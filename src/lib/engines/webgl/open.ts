/**
 * Opens a WebGL2 context of its own, in a page or in a worker, and says what renders it. It draws nothing, and it is never shown.
 */
import { ProgramCache } from './program-cache.ts';

export interface OpenWebgl2 {
	readonly gl: WebGL2RenderingContext;
	/** Shared by all networks of this context. */
	readonly programs: ProgramCache;
	/** What renders, as the browser names it; some browsers round the name. */
	readonly renderer: string;
	/** Whether the processor renders: a time taken there says nothing about a graphics card. */
	readonly software: boolean;
	/** Whether float textures can be drawn into, which the float networks need. */
	readonly floats: boolean;
}

/** Renderers that are programs: Chrome's, Mesa's three, Windows', Apple's. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|swrast|basic render|software/i;

export const isSoftwareRenderer = (renderer: string): boolean => SOFTWARE.test(renderer);

/** Nothing is blended, shown or kept, and the fast card is asked for where there are two. */
const ATTRIBUTES: WebGLContextAttributes = {
	alpha: false,
	antialias: false,
	depth: false,
	powerPreference: 'high-performance'
};

/** Safari before 17 has OffscreenCanvas without WebGL, so a page falls back to an element. */
function anyContext(): WebGL2RenderingContext | null {
	const offscreen =
		typeof OffscreenCanvas === 'undefined'
			? null
			: new OffscreenCanvas(1, 1).getContext('webgl2', ATTRIBUTES);
	if (offscreen || typeof document === 'undefined') return offscreen;
	return document.createElement('canvas').getContext('webgl2', ATTRIBUTES);
}

/** @returns null where there is no WebGL2 */
export function openWebgl2(): OpenWebgl2 | null {
	const gl = anyContext();
	if (!gl) return null;
	const info = gl.getExtension('WEBGL_debug_renderer_info');
	const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
	const floats = gl.getExtension('EXT_color_buffer_float') !== null;
	return { gl, programs: new ProgramCache(gl), renderer, software: isSoftwareRenderer(renderer), floats };
}

/** A page may hold few contexts at once, so one that is done with is given back at once. */
export function closeWebgl2({ gl, programs }: OpenWebgl2): void {
	programs.dispose();
	gl.getExtension('WEBGL_lose_context')?.loseContext();
}
