/** The part of a plan that does not depend on how many pictures there are: its programs, its constants. */
import { GlObjects, type Texture } from './gl-objects.ts';
import type { OpenWebgl2 } from './open.ts';
import type { ConstantSurface, Pass, Plan } from './plan.ts';
import type { ProgramCache } from './program-cache.ts';

export interface PassProgram {
	readonly pass: Pass;
	readonly program: WebGLProgram;
	readonly grid: WebGLUniformLocation | null;
	/** By binding point. */
	readonly blocks: readonly WebGLBuffer[];
}

export class Programs {
	readonly passes: readonly PassProgram[];
	readonly constants = new Map<ConstantSurface, Texture>();
	readonly #objects: GlObjects;
	readonly #cache: ProgramCache;
	/** Texts of the programs to be given back. */
	readonly #acquired: string[] = [];

	/** @throws DeviceLostError */
	constructor({ gl, programs }: OpenWebgl2, plan: Plan) {
		this.#objects = new GlObjects(gl);
		this.#cache = programs;
		try {
			this.passes = this.#prepare(plan);
		} catch (error) {
			this.dispose();
			throw error;
		}
	}

	#prepare({ passes }: Plan): PassProgram[] {
		this.#objects.requirePresent();
		const programs = passes.map(({ fragment }) => {
			const program = this.#cache.acquire(fragment);
			this.#acquired.push(fragment);
			return program;
		});
		return passes.map((pass, i) => {
			this.#cache.requireLinked(programs[i], pass.name);
			this.#uploadConstants(pass);
			return this.#bindNames(pass, programs[i]);
		});
	}

	#uploadConstants({ inputs }: Pass): void {
		for (const surface of Object.values(inputs)) {
			if (surface.kind !== 'constant' || this.constants.has(surface)) continue;
			const { width, height, format, texels } = surface;
			const texture = this.#objects.texture(format, { width, height, layers: null });
			this.#objects.fill(texture, texels);
			this.constants.set(surface, texture);
		}
	}

	/**
	 * Samplers take texture units and blocks binding points in the order in which the pass names them: the same for all passes
	 * that share a program, since it is their text's.
	 */
	#bindNames(pass: Pass, program: WebGLProgram): PassProgram {
		const { gl } = this.#objects;
		gl.useProgram(program);
		Object.keys(pass.inputs).forEach((name, unit) =>
			gl.uniform1i(gl.getUniformLocation(program, name), unit)
		);
		Object.keys(pass.blocks).forEach((name, point) =>
			gl.uniformBlockBinding(program, gl.getUniformBlockIndex(program, name), point)
		);
		return {
			pass,
			program,
			grid: gl.getUniformLocation(program, 'grid'),
			blocks: Object.values(pass.blocks).map((words) => this.#objects.uniformBuffer(words))
		};
	}

	dispose(): void {
		for (const fragment of this.#acquired.splice(0)) this.#cache.release(fragment);
		this.#objects.dispose();
	}
}
