/** The page that tests/e2e/engines.spec.ts drives: every check is a function of `engineCheck`, and answers with plain data. */
import { equalityCases, type EqualityCase } from '#lib/engines/equality-cases.ts';
import { webglEngine } from '#lib/engines/webgl/engine.ts';
import { closeWebgl2, openWebgl2, type OpenWebgl2 } from '#lib/engines/webgl/open.ts';
import { webglRepeatable } from '#lib/engines/webgl/repeatable.ts';
import { webgpuEngine } from '#lib/engines/webgpu/engine.ts';
import { closeWebgpu, openWebgpu } from '#lib/engines/webgpu/open.ts';
import { webgpuRepeatable } from '#lib/engines/webgpu/repeatable.ts';
import type { EqualityReport } from './equality.worker.ts';
import { checkFloats, type FloatReport } from './float-equality.ts';
import { countObjects } from './live-objects.ts';

function open(): OpenWebgl2 {
	const webgl = openWebgl2();
	if (!webgl) throw new Error('this page has no WebGL2');
	return webgl;
}

function smallCase(): EqualityCase {
	for (const one of equalityCases()) return one;
	throw new Error('there are no cases');
}

function equality(): Promise<EqualityReport> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./equality.worker.ts', import.meta.url), { type: 'module' });
		worker.onmessage = ({ data }: MessageEvent<EqualityReport>) => {
			worker.terminate();
			resolve(data);
		};
		worker.onerror = ({ message }) => reject(new Error(message));
	});
}

async function floats(): Promise<FloatReport & { glError: number }> {
	const webgl = open();
	const report = await checkFloats(webgl);
	const glError = webgl.gl.getError();
	closeWebgl2(webgl);
	return { ...report, glError };
}

/** Name of the error that a promise ends with; null where it ends well. */
const errorName = (promise: Promise<unknown>): Promise<string | null> =>
	promise.then(
		() => null,
		(error: unknown) => (error instanceof Error ? error.name : String(error))
	);

export interface LossReport {
	readonly run: string | null;
	readonly repeat: string | null;
	readonly load: string | null;
	/** Of the same work on a context that was opened afterwards. */
	readonly afterwards: string | null;
}

/** The same on WebGPU, which is optional: null where there is none. */
async function webgpuLoss(): Promise<LossReport | null> {
	const { network, pictures } = smallCase();
	const webgpu = await openWebgpu();
	if (!webgpu) return null;
	const engine = webgpuEngine(webgpu);
	const loaded = await engine.load(network);
	const repeatable = await webgpuRepeatable(webgpu, network, pictures, 'whole');
	closeWebgpu(webgpu);
	const names = {
		run: await errorName(loaded.run(pictures, { levels: true })),
		repeat: await errorName(repeatable.repeat(2)),
		load: await errorName(engine.load(network))
	};
	loaded.dispose();
	repeatable.dispose();
	const fresh = await openWebgpu();
	if (!fresh) throw new Error('WebGPU did not come back');
	const again = await webgpuEngine(fresh).load(network);
	const afterwards = await errorName(again.run(pictures, { levels: false }));
	again.dispose();
	closeWebgpu(fresh);
	return { ...names, afterwards };
}

async function loss(): Promise<LossReport> {
	const { network, pictures } = smallCase();
	const webgl = open();
	const engine = webglEngine(webgl, 'table');
	const loaded = await engine.load(network);
	await loaded.run(pictures, { levels: false });
	const repeatable = await webglRepeatable(webgl, network, pictures, 'whole', 'popcount');
	webgl.gl.getExtension('WEBGL_lose_context')?.loseContext();
	const names = {
		run: await errorName(loaded.run(pictures, { levels: true })),
		repeat: await errorName(repeatable.repeat(2)),
		load: await errorName(engine.load(network))
	};
	loaded.dispose();
	repeatable.dispose();
	const fresh = open();
	const again = await webglEngine(fresh, 'table').load(network);
	const afterwards = await errorName(again.run(pictures, { levels: false }));
	again.dispose();
	closeWebgl2(fresh);
	return { ...names, afterwards };
}

/** Objects alive after one round of work, after fifty more on the same context, and after it is closed. */
async function leaks(): Promise<readonly Record<string, number>[]> {
	const count = countObjects();
	const { network, pictures } = smallCase();
	const webgl = open();
	const round = async (): Promise<void> => {
		const loaded = await webglEngine(webgl, 'popcount').load(network);
		await loaded.run(pictures, { levels: true });
		loaded.dispose();
		const repeatable = await webglRepeatable(webgl, network, pictures, 'first-layer', 'table');
		await repeatable.repeat(1);
		repeatable.dispose();
	};
	await round();
	const first = count();
	for (let i = 0; i < 50; i++) await round();
	const last = count();
	closeWebgl2(webgl);
	return [first, last, count()];
}

const checks = { equality, floats, loss, webgpuLoss, leaks };

export type EngineCheck = typeof checks;

Object.assign(globalThis, { engineCheck: checks });
