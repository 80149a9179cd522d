/**
 * Compiled programs by their text. Networks of one shape have the same programs, whatever their weights, and compiling is what
 * takes time; so a program outlives the network that it was compiled for, until too many are idle.
 */
import { DeviceLostError } from './device-lost.ts';
import { VERTEX } from './shader-text.ts';

interface Entry {
	readonly program: WebGLProgram;
	users: number;
}

/** Programs that nobody uses: those of some five shapes of network. */
const IDLE_LIMIT = 32;

export class ProgramCache {
	readonly #gl: WebGL2RenderingContext;
	/** The least recently wanted first. */
	readonly #entries = new Map<string, Entry>();

	constructor(gl: WebGL2RenderingContext) {
		this.#gl = gl;
	}

	/**
	 * Begin to compile. `requireLinked` waits for it, so that many programs are compiled at once.
	 * @param fragment text of the fragment shader; give it back by `release`, as often
	 * @throws DeviceLostError
	 */
	acquire(fragment: string): WebGLProgram {
		const known = this.#entries.get(fragment);
		const entry = known ?? { program: this.#compile(fragment), users: 0 };
		entry.users++;
		this.#entries.delete(fragment);
		this.#entries.set(fragment, entry);
		return entry.program;
	}

	release(fragment: string): void {
		const entry = this.#entries.get(fragment);
		if (!entry) return;
		entry.users--;
		const idle = [...this.#entries].filter(([, { users }]) => users === 0);
		for (const [text, { program }] of idle.slice(0, Math.max(0, idle.length - IDLE_LIMIT))) {
			this.#gl.deleteProgram(program);
			this.#entries.delete(text);
		}
	}

	#compile(fragment: string): WebGLProgram {
		const gl = this.#gl;
		const program = gl.createProgram();
		for (const [type, source] of [
			[gl.VERTEX_SHADER, VERTEX],
			[gl.FRAGMENT_SHADER, fragment]
		] as const) {
			const shader = gl.createShader(type);
			// createShader answers null on a lost context.
			if (!shader) throw new DeviceLostError();
			gl.shaderSource(shader, source);
			gl.compileShader(shader);
			gl.attachShader(program, shader);
			// It lives as long as the program does.
			gl.deleteShader(shader);
		}
		gl.linkProgram(program);
		return program;
	}

	/**
	 * @throws Error with the compiler's words
	 * @throws DeviceLostError
	 */
	requireLinked(program: WebGLProgram, what: string): void {
		const gl = this.#gl;
		if (gl.getProgramParameter(program, gl.LINK_STATUS)) return;
		if (gl.isContextLost()) throw new DeviceLostError();
		const logs = (gl.getAttachedShaders(program) ?? []).map((shader) =>
			gl.getShaderParameter(shader, gl.COMPILE_STATUS) ? '' : gl.getShaderInfoLog(shader)
		);
		throw new Error(`the shader of ${what} failed: ${logs.join('')} ${gl.getProgramInfoLog(program)}`);
	}

	/** Delete all programs, used or not. */
	dispose(): void {
		for (const { program } of this.#entries.values()) this.#gl.deleteProgram(program);
		this.#entries.clear();
	}
}
