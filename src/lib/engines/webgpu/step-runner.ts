/** Runs steps on a device: buffers, pipelines, dispatches. It knows nothing of networks. */
import { DeviceLostError } from '../webgl/device-lost.ts';
import { WORKGROUP, type Numbers, type Step, type StepPlan } from './step.ts';

/** GPUBufferUsage and GPUMapMode, which are numbers of the specification and which TypeScript has no values for. */
const MAP_READ = 1;
const COPY_SOURCE = 4;
const COPY_TARGET = 8;
const UNIFORM = 64;
const STORAGE = 128;
const READ = 1;

const WORD_BYTES = 4;

const SCOPES = ['validation', 'out-of-memory'] as const;

interface ReadyStep {
	readonly step: Step;
	readonly pipeline: GPUComputePipeline;
	readonly constants: GPUBuffer;
}

export class StepRunner {
	readonly #device: GPUDevice;
	readonly #plan: StepPlan;
	readonly #steps: readonly ReadyStep[];
	readonly #images: GPUBuffer;
	#numbers = new Map<Numbers, GPUBuffer>();
	#groups: readonly GPUBindGroup[] = [];
	#capacity = 0;
	#lost = false;

	private constructor(device: GPUDevice, plan: StepPlan, pipelines: readonly GPUComputePipeline[]) {
		this.#device = device;
		this.#plan = plan;
		void device.lost.then(() => (this.#lost = true));
		this.#images = device.createBuffer({ size: 16, usage: UNIFORM | COPY_TARGET });
		this.#steps = plan.steps.map((step, i) => {
			const size = step.constants.byteLength;
			const constants = device.createBuffer({ size, usage: STORAGE | COPY_TARGET });
			// The type of an array from `new` is not that of a shared one, which it never is here.
			device.queue.writeBuffer(constants, 0, step.constants as Uint32Array<ArrayBuffer>);
			return { step, pipeline: pipelines[i], constants };
		});
	}

	/**
	 * @throws Error with the compiler's words
	 * @throws DeviceLostError
	 */
	static async create(device: GPUDevice, plan: StepPlan): Promise<StepRunner> {
		const pipelines = await orLost(
			device,
			Promise.all(
				plan.steps.map(({ name, code }) => {
					const module = device.createShaderModule({ label: name, code });
					return device.createComputePipelineAsync({
						label: name,
						layout: 'auto',
						compute: { module, entryPoint: 'main' }
					});
				})
			)
		);
		return new StepRunner(device, plan, pipelines);
	}

	/** Room for so many pictures; what was computed before is gone. */
	#reserve(images: number): void {
		if (this.#capacity === images) return;
		this.#release();
		const device = this.#device;
		const all = new Set(this.#plan.steps.flatMap(({ input, output }) => [input, output]));
		for (const numbers of all)
			this.#numbers.set(
				numbers,
				device.createBuffer({
					size: images * numbers.perPicture * WORD_BYTES,
					usage: STORAGE | COPY_SOURCE | COPY_TARGET
				})
			);
		this.#groups = this.#steps.map(({ step, pipeline, constants }) => {
			const buffers = [this.#bufferOf(step.input), constants, this.#bufferOf(step.output), this.#images];
			return device.createBindGroup({
				layout: pipeline.getBindGroupLayout(0),
				entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
			});
		});
		device.queue.writeBuffer(this.#images, 0, Uint32Array.of(images));
		this.#capacity = images;
	}

	#bufferOf(numbers: Numbers): GPUBuffer {
		const buffer = this.#numbers.get(numbers);
		if (!buffer) throw new Error('numbers that no step computes');
		return buffer;
	}

	/**
	 * @param pictures [images, height, width, 3]
	 * @throws Error when they or what is computed from them do not fit the device
	 * @throws DeviceLostError
	 */
	async upload(pictures: Uint8Array): Promise<void> {
		const packed = new Uint32Array(pictures.length / 3);
		for (let i = 0, at = 0; i < packed.length; i++, at += 3)
			packed[i] = pictures[at] | (pictures[at + 1] << 8) | (pictures[at + 2] << 16);
		const device = this.#device;
		// Buffers fail silently: what is wrong with one is told to a scope.
		for (const kind of SCOPES) device.pushErrorScope(kind);
		this.#reserve(packed.length / this.#plan.pictures.perPicture);
		device.queue.writeBuffer(this.#bufferOf(this.#plan.pictures), 0, packed);
		const errors = await orLost(device, Promise.all(SCOPES.map(() => device.popErrorScope())));
		const error = errors.find((each) => each !== null);
		if (error) throw new Error(error.message);
	}

	/** Queue all steps; nothing is waited for. */
	compute(): void {
		const encoder = this.#device.createCommandEncoder();
		const pass = encoder.beginComputePass();
		this.#steps.forEach(({ step, pipeline }, i) => {
			pass.setPipeline(pipeline);
			pass.setBindGroup(0, this.#groups[i]);
			pass.dispatchWorkgroups(Math.ceil((this.#capacity * step.perPicture) / WORKGROUP), step.times);
		});
		pass.end();
		this.#device.queue.submit([encoder.finish()]);
	}

	/** @throws DeviceLostError */
	async wait(): Promise<void> {
		await orLost(this.#device, this.#device.queue.onSubmittedWorkDone());
		if (this.#lost) throw new DeviceLostError();
	}

	/** @throws DeviceLostError */
	async read(numbers: Numbers): Promise<Uint32Array> {
		const size = this.#capacity * numbers.perPicture * WORD_BYTES;
		const room = this.#device.createBuffer({ size, usage: COPY_TARGET | MAP_READ });
		const encoder = this.#device.createCommandEncoder();
		encoder.copyBufferToBuffer(this.#bufferOf(numbers), 0, room, 0, size);
		this.#device.queue.submit([encoder.finish()]);
		await orLost(this.#device, room.mapAsync(READ));
		const read = new Uint32Array(room.getMappedRange().slice(0));
		room.destroy();
		return read;
	}

	#release(): void {
		for (const buffer of this.#numbers.values()) buffer.destroy();
		this.#numbers = new Map();
		this.#capacity = 0;
	}

	dispose(): void {
		this.#release();
		this.#images.destroy();
		for (const { constants } of this.#steps) constants.destroy();
	}
}

/** A device that is lost may leave its promises open or end them with any error: then it is this one. */
function orLost<T>(device: GPUDevice, work: Promise<T>): Promise<T> {
	const lost = device.lost.then((): never => {
		throw new DeviceLostError();
	});
	// The device's end is told first where it is known already.
	return Promise.race([lost, work]);
}
