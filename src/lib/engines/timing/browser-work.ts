/**
 * Makes a contestant's work in the timing worker: opens a platform when the first contestant asks for it, says what it is, and
 * opens it anew when it was lost. onnxruntime and tfjs are fetched here, on demand, and nowhere else.
 */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Engine } from '../engine.ts';
import type { FirstLayerForm, Repeatable } from '../repeatable.ts';
import { loadWasmKernels } from '../wasm-browser.ts';
import { wasmEngine } from '../wasm-engine.ts';
import type { WasmKernels } from '../wasm-kernels.ts';
import { wasmRepeatable } from '../wasm-repeatable.ts';
import { webglEngine } from '../webgl/engine.ts';
import { closeWebgl2, openWebgl2, type OpenWebgl2 } from '../webgl/open.ts';
import { webglRepeatable } from '../webgl/repeatable.ts';
import { webgpuEngine } from '../webgpu/engine.ts';
import { closeWebgpu, openWebgpu, type OpenWebgpu } from '../webgpu/open.ts';
import { webgpuRepeatable } from '../webgpu/repeatable.ts';
import { contestant, type Contestant, type Platform } from './contestants.ts';
import type { OwnPlatform } from './exactness.ts';
import type { FromTiming, TimedNetworks } from './protocol.ts';
import type { WorkMaker } from './timing-loop.ts';

type Missing = { readonly missing: string };
type AnyNetwork = IntegerNetwork | FloatFirstNetwork | FloatNetwork;

/** What a platform is, for the page. */
type PlatformReport = Omit<Extract<FromTiming, { type: 'platform' }>, 'type' | 'platform'>;

const NO_WEBGL = 'this browser has no WebGL2 in a worker';
const NO_WEBGPU = 'this browser has no WebGPU in a worker';

const HERE: PlatformReport = { missing: null, renderer: null, software: false, variant: null };

/** onnxruntime and tfjs take a moment to be fetched, and megabytes; whoever does not race them does not load them. */
const ort = () => import('../ort-baseline.ts');
const tfjs = () => import('../tfjs-baseline.ts');

export class BrowserWork implements WorkMaker {
	readonly #networks: TimedNetworks;
	readonly #pictures: Uint8Array;
	readonly #say: (message: FromTiming) => void;
	/** Platforms that have been reported. */
	readonly #reported = new Set<Platform>();
	#kernels: WasmKernels | null = null;
	#webgl: OpenWebgl2 | null = null;
	#webgpu: Promise<OpenWebgpu | null> | null = null;

	constructor(
		{ networks, pictures }: { readonly networks: TimedNetworks; readonly pictures: Uint8Array },
		say: (message: FromTiming) => void
	) {
		this.#networks = networks;
		this.#pictures = pictures;
		this.#say = say;
	}

	async make(id: string): Promise<Repeatable | Missing> {
		const wanted = contestant(id);
		if (!wanted) return { missing: `nothing is called ${id}` };
		const network = this.#networkOf(wanted);
		if (!network) return { missing: `the network ${wanted.network} was not handed over` };
		return this.#work(wanted, network);
	}

	/** The integer engine of a platform, to be compared with the reference; null where the platform is missing. */
	async engine(platform: OwnPlatform, form: FirstLayerForm): Promise<Engine | null> {
		if (platform === 'wasm') return wasmEngine(await this.#openWasm(), form);
		if (platform === 'webgpu') {
			const device = await this.#openWebgpu();
			return device ? webgpuEngine(device) : null;
		}
		const webgl = this.#openWebgl();
		return webgl ? webglEngine(webgl, form) : null;
	}

	dispose(): void {
		if (this.#webgl) closeWebgl2(this.#webgl);
		this.#webgl = null;
		void this.#webgpu?.then((device) => device && closeWebgpu(device));
		this.#webgpu = null;
	}

	#networkOf({ network }: Contestant): AnyNetwork | null {
		if (network === 'float-first') return this.#networks.floatFirst;
		if (network === 'all-float') return this.#networks.allFloat;
		return this.#networks.integer[network] ?? null;
	}

	async #work(
		{ platform, part, form, blocks }: Contestant,
		network: AnyNetwork
	): Promise<Repeatable | Missing> {
		const pictures = this.#pictures;
		switch (platform) {
			case 'wasm':
				return wasmRepeatable(await this.#openWasm(), network, pictures, part, form ?? 'table', blocks);
			case 'webgl': {
				const webgl = this.#openWebgl();
				if (!webgl) return { missing: NO_WEBGL };
				return webglRepeatable(webgl, network, pictures, part, form ?? 'table');
			}
			case 'webgpu': {
				const device = await this.#openWebgpu();
				if (!device || 'kind' in network) return { missing: NO_WEBGPU };
				return webgpuRepeatable(device, network, pictures, part);
			}
			case 'tfjs-wasm':
			case 'tfjs-webgl': {
				const backend = platform === 'tfjs-wasm' ? 'wasm' : 'webgl';
				// Its renderer is that of a context of our own, which the browser gives the same card.
				if (backend === 'webgl' && !this.#openWebgl()) return { missing: NO_WEBGL };
				const { startBrowserTfjs } = await import('../tfjs-baseline-browser.ts');
				await startBrowserTfjs(backend);
				this.#report(platform, HERE);
				return (await tfjs()).tfjsRepeatable({ network: allFloat(network), pictures, backend }, part);
			}
			case 'ort-float':
			case 'ort-int8': {
				const { startBrowserOrt } = await import('../ort-baseline-browser.ts');
				await startBrowserOrt();
				this.#report(platform, HERE);
				const arithmetic =
					platform === 'ort-float'
						? ({ kind: 'float32' } as const)
						: ({ kind: 'int8', firstLayer: 'float32', calibration: pictures } as const);
				return (await ort()).ortRepeatable({ network: allFloat(network), pictures, arithmetic }, part);
			}
			default:
				return platform satisfies never;
		}
	}

	async #openWasm(): Promise<WasmKernels> {
		this.#kernels ??= await loadWasmKernels();
		const { flavour } = this.#kernels;
		this.#report('wasm', { ...HERE, variant: flavour === 'relaxed' ? 'relaxed SIMD' : 'SIMD' });
		return this.#kernels;
	}

	/** The context of this worker; a new one where the last was lost. */
	#openWebgl(): OpenWebgl2 | null {
		if (this.#webgl?.gl.isContextLost()) this.#webgl = null;
		this.#webgl ??= openWebgl2();
		const { renderer = null, software = false } = this.#webgl ?? {};
		const missing = this.#webgl ? null : NO_WEBGL;
		this.#report('webgl', { ...HERE, missing, renderer, software });
		return this.#webgl;
	}

	/** Null where the browser has none; asked for once, since it will not come later. */
	async #openWebgpu(): Promise<OpenWebgpu | null> {
		this.#webgpu ??= openWebgpu();
		const { renderer = null, software = false } = (await this.#webgpu) ?? {};
		const missing = renderer === null ? NO_WEBGPU : null;
		this.#report('webgpu', { ...HERE, missing, renderer, software });
		return this.#webgpu;
	}

	#report(platform: Platform, report: PlatformReport): void {
		if (this.#reported.has(platform)) return;
		this.#reported.add(platform);
		this.#say({ type: 'platform', platform, ...report });
	}
}

function allFloat(network: AnyNetwork): FloatNetwork {
	if ('kind' in network && network.kind === 'all-float') return network;
	throw new TypeError('other people’s engines run the float network');
}
