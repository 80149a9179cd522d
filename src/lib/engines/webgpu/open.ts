/** Opens a WebGPU device, in a page or in a worker, and says what computes. No engine needs it: it is the optional one. */
import { isSoftwareRenderer } from '../webgl/open.ts';

export interface OpenWebgpu {
	readonly device: GPUDevice;
	/** Vendor and architecture, as far as the browser tells. */
	readonly renderer: string;
	/** Whether the processor computes: a time taken there says nothing about a graphics card. */
	readonly software: boolean;
}

/** @returns null where there is no WebGPU, or no device for it */
export async function openWebgpu(): Promise<OpenWebgpu | null> {
	// Types promise it everywhere; browsers without WebGPU, and pages without HTTPS, have none.
	const gpu = navigator.gpu as GPU | undefined;
	const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
	if (!adapter) return null;
	const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
	const renderer = [vendor, architecture, description].filter((part) => part !== '').join(' ');
	const device = await adapter.requestDevice();
	return { device, renderer, software: isFallbackAdapter || isSoftwareRenderer(renderer) };
}

export function closeWebgpu({ device }: OpenWebgpu): void {
	device.destroy();
}
