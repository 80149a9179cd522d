/** The part of a plan that does not depend on how many pictures there are: its programs, its constants. */
import { GlObjects, type Texture } from './gl-objects.ts';
import type { ConstantSurface, Pass, Plan } from './plan.ts';
import { VERTEX } from './shader-text.ts';

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

	/** @throws DeviceLostError */
	constructor(gl: WebGL2RenderingContext, plan: Plan) {
		this.#objects = new GlObjects(gl);
		try {
			this.passes = this.#prepare(plan);
		} catch (error) {
			this.dispose();
			throw error;
		}
	}

	#prepare({ passes }: Plan): PassProgram[] {
		const objects = this.#objects;
		objects.requirePresent();
		// Passes of one layer differ in their weights alone.
		const bySource = new Map<string, WebGLProgram>();
		for (const { fragment } of passes)
			if (!bySource.has(fragment)) bySource.set(fragment, objects.program(VERTEX, fragment));
		return passes.map((pass) => {
			const program = bySource.get(pass.fragment);
			if (!program) throw new Error(`no program for ${pass.name}`);
			objects.requireLinked(program, pass.name);
			this.#uploadConstants(pass);
			return this.#bindNames(pass, program);
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

	/** Samplers take texture units and blocks binding points in the order in which the pass names them. */
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
		this.#objects.dispose();
	}
}
