import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { FirstLayerForm } from '#lib/engines/repeatable.ts';
import { wasmEngine } from '#lib/engines/wasm-engine.ts';
import {
	compileWasm,
	hasRelaxedSimd,
	type WasmFlavour,
	type WasmKernels
} from '#lib/engines/wasm-kernels.ts';
import { describeEngine } from './equality.ts';

// Node 20 has relaxed SIMD behind this flag, later versions without.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const FILES: Readonly<Record<WasmFlavour, string>> = { base: 'infer.wasm', relaxed: 'infer-relaxed.wasm' };

const kernelsOf = async (flavour: WasmFlavour): Promise<WasmKernels> =>
	compileWasm(flavour, new Uint8Array(await readFile(`src/kernels/${FILES[flavour]}`)));

const FLAVOURS: readonly WasmFlavour[] = ['base', 'relaxed'];
const FORMS: readonly FirstLayerForm[] = ['table', 'popcount'];

for (const flavour of FLAVOURS)
	for (const form of FORMS)
		describeEngine(`wasm, ${flavour} SIMD, ${form}`, async () => wasmEngine(await kernelsOf(flavour), form));

describe('the wasm engine', () => {
	it('finds relaxed SIMD by a module of one instruction', () => {
		expect(hasRelaxedSimd()).toBe(true);
	});

	it('tells the two modules apart by name', async () => {
		expect(wasmEngine(await kernelsOf('base')).name).toBe('wasm');
		expect(wasmEngine(await kernelsOf('relaxed')).name).toBe('wasm relaxed');
	});
});
