import { afterEach, expect, it, vi } from 'vitest';
import { hasWasmSimd } from '#lib/run/simd.ts';

afterEach(() => vi.unstubAllGlobals());

it('finds SIMD in this engine', () => {
	expect(hasWasmSimd()).toBe(true);
});

it('says no where there is no WebAssembly, or one without SIMD', () => {
	vi.stubGlobal('WebAssembly', undefined);
	expect(hasWasmSimd()).toBe(false);
	vi.stubGlobal('WebAssembly', { validate: () => false });
	expect(hasWasmSimd()).toBe(false);
});
