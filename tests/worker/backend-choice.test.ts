import { describe, expect, it, vi } from 'vitest';
import { chooseBackend, isSoftwareRenderer, type Circumstances } from '#lib/worker/backend-choice.ts';

const HARDWARE = 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)';
const probes = (wasm: number, webgl: number): Circumstances['probe'] =>
	vi.fn((backend) => Promise.resolve(backend === 'wasm' ? wasm : webgl));
const choose = (circumstances: Partial<Circumstances>): ReturnType<typeof chooseBackend> =>
	chooseBackend({
		wanted: 'auto',
		renderer: HARDWARE,
		remembered: null,
		probe: probes(20, 60),
		...circumstances
	});

describe('the backend', () => {
	it('is the one that a probe on real hardware finds faster', async () => {
		expect((await choose({ probe: probes(20, 60) })).backend).toBe('wasm');
		expect(await choose({ probe: probes(60, 20) })).toEqual({
			backend: 'webgl',
			reason: '20 ms a step here, 60 ms on wasm'
		});
	});

	it.each([
		'Google SwiftShader',
		'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))',
		'llvmpipe (LLVM 15)',
		'Microsoft Basic Render Driver'
	])('is wasm without a probe where WebGL is software: %s', async (renderer) => {
		const probe = probes(60, 20);
		expect(isSoftwareRenderer(renderer)).toBe(true);
		expect((await choose({ renderer, probe })).backend).toBe('wasm');
		expect(probe).not.toHaveBeenCalled();
	});

	it('is wasm where WebGL is missing, even if it was wanted, and says why', async () => {
		expect(await choose({ wanted: 'webgl', renderer: null })).toEqual({
			backend: 'wasm',
			reason: 'this browser gives workers no WebGL2'
		});
	});

	it('is wasm where the probe on WebGL fails', async () => {
		const probe: Circumstances['probe'] = (backend) =>
			backend === 'wasm' ? Promise.resolve(20) : Promise.reject(new Error('lost'));
		expect(await choose({ probe })).toEqual({
			backend: 'wasm',
			reason: '20 ms a step here, no answer from WebGL'
		});
	});

	it('is what was wanted, or remembered, without a probe', async () => {
		const probe = probes(20, 60);
		expect((await choose({ wanted: 'webgl', probe })).backend).toBe('webgl');
		expect((await choose({ wanted: 'wasm', probe })).backend).toBe('wasm');
		expect((await choose({ remembered: 'webgl', probe })).backend).toBe('webgl');
		expect(probe).not.toHaveBeenCalled();
	});
});
