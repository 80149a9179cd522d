/** The x-ray's state: which network sees which picture, the cell that is looked at, and the way that led there. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Cell } from '#lib/figures/layer-mosaic.ts';
import { sumViewOf } from './cell-view.ts';
import { convOf, poolCandidates, stagesOf, tracePicture, wordChannel, type Stage } from './layer-trace.ts';
import {
	FIRST_PICTURE,
	fetchNetwork,
	X_RAY_PICTURES,
	type XRayNetwork,
	type XRayPicture
} from './x-ray-choices.ts';

/** A cell of a stage; a class's number is its channel in the last one. */
export interface Looked extends Cell {
	readonly stage: number;
}

/** Where the reader begins: a cell of convolution 2. */
export const X_RAY_START = { stage: 3, channel: 18, y: 3, x: 3 } as const satisfies Looked;

const BRIGHT = 1;
const COLOURS = 3;
const clamp = (n: number, size: number): number => Math.min(Math.max(n, 0), size - 1);

export class XRay {
	/** Null while the picture is the reader's own. */
	pictureName = $state<XRayPicture | null>(FIRST_PICTURE);
	networkName = $state<XRayNetwork>('pixel-embedding');
	looked = $state.raw<Looked>(X_RAY_START);
	/** Which of the pool's candidates is looked at; null for the one that was kept. */
	candidate = $state<number | null>(null);
	/** The term that is looked at. */
	term = $state.raw({ place: 4, channel: 0 });
	/** Cells that were left by going down, the first one first. */
	trail = $state.raw<readonly Looked[]>([]);
	message = $state('');

	#network = $state.raw<IntegerNetwork>() as IntegerNetwork;
	#picture = $state.raw<Uint8Array>() as Uint8Array;
	readonly #first: { readonly network: IntegerNetwork; readonly picture: Uint8Array };
	/** Count requests, so that a slow file does not overtake a later choice. */
	#asked = 0;
	#askedPicture = 0;

	/** @param first what the page came with: its network, and FIRST_PICTURE [32, 32, 3] */
	constructor(first: { readonly network: IntegerNetwork; readonly picture: Uint8Array }) {
		this.#first = first;
		this.#network = first.network;
		this.#picture = first.picture;
	}

	readonly trace = $derived.by(() => tracePicture(this.#network, this.#picture));
	readonly stages: readonly Stage[] = $derived(stagesOf(this.trace));
	readonly stage: Stage = $derived(this.stages[this.looked.stage]);
	readonly #candidates: readonly Cell[] = $derived(
		this.stage.kind === 'conv'
			? poolCandidates(this.trace.shape.convs[convOf(this.looked.stage)], this.looked)
			: []
	);
	/** What the max-pool chooses from, with each one's level; one where there is no pool. */
	readonly candidates = $derived(
		this.#candidates.map((cell) => {
			const layer = convOf(this.looked.stage);
			const { outWidth, outChannels } = this.trace.shape.convs[layer];
			const at = (cell.y * outWidth + cell.x) * outChannels + cell.channel;
			return { cell, level: this.trace.convs[layer].before[at] };
		})
	);
	/** The candidate looked at: the first of the largest, unless the reader chose. */
	readonly candidateIndex = $derived.by(() => {
		if (this.candidate !== null && this.candidate < this.candidates.length) return this.candidate;
		const levels = this.candidates.map(({ level }) => level);
		return levels.indexOf(Math.max(...levels));
	});
	/** The sum behind the cell; null for pixels and words, which are no sums. */
	readonly sum = $derived.by(() => {
		if (this.stage.kind === 'picture' || this.stage.kind === 'words') return null;
		const cell = this.candidates[this.candidateIndex]?.cell ?? this.looked;
		return sumViewOf(this.trace, this.looked.stage, cell);
	});
	/** The term looked at, held to those that there are. */
	readonly place = $derived(this.sum ? clamp(this.term.place, this.sum.terms.length) : 0);
	readonly channel = $derived(this.sum ? clamp(this.term.channel, this.sum.terms[0].levels.length) : 0);
	/** The pixel component under a cell of the words or of the picture. */
	readonly pixel = $derived.by(() => {
		const { y, x, channel } = this.looked;
		const wordLength = this.trace.network.table.wordLength;
		const { colour, entry } =
			this.stage.kind === 'words' ? wordChannel(channel, wordLength) : { colour: channel, entry: 0 };
		const value = this.#picture[(y * this.trace.network.width + x) * COLOURS + colour];
		const word = [...this.trace.network.table.levels.subarray(value * wordLength, (value + 1) * wordLength)];
		return { y, x, colour, entry, value, word };
	});

	/** Look at a cell, which is held to those that there are. */
	look(to: Looked): void {
		const stage = clamp(to.stage, this.stages.length);
		const { height, width, channels } = this.stages[stage];
		this.looked = {
			stage,
			channel: clamp(to.channel, channels),
			y: clamp(to.y, height),
			x: clamp(to.x, width)
		};
		this.candidate = null;
		this.trail = [];
	}

	/** The cell that a term, or a word's entry, comes from; null where there is none. */
	readonly below: Looked | null = $derived.by(() => {
		const { stage } = this.looked;
		if (this.stage.kind === 'picture') return null;
		if (this.stage.kind === 'words')
			return { stage: 0, channel: this.pixel.colour, y: this.pixel.y, x: this.pixel.x };
		const row = this.sum?.terms[this.place];
		return row?.inside ? { stage: stage - 1, channel: this.channel, y: row.y, x: row.x } : null;
	});

	down(): void {
		const { below, looked, trail } = this;
		if (!below) return;
		this.look(below);
		this.trail = [...trail, looked];
	}

	back(): void {
		const last = this.trail.at(-1);
		if (!last) return;
		const rest = this.trail.slice(0, -1);
		this.look(last);
		this.trail = rest;
	}

	async choosePicture(name: XRayPicture): Promise<void> {
		const asked = ++this.#askedPicture;
		// The renderer of the materials comes when a second picture is asked for.
		const picture =
			name === FIRST_PICTURE
				? this.#first.picture
				: (await import('./material-pictures.ts')).testPicture(BRIGHT, X_RAY_PICTURES[name]);
		if (asked !== this.#askedPicture) return;
		this.pictureName = name;
		this.#picture = picture;
		this.candidate = null;
	}

	/** @param pixels [32, 32, 3] */
	takeOwn(pixels: Uint8Array): void {
		this.#askedPicture++;
		this.pictureName = null;
		this.#picture = pixels;
		this.candidate = null;
	}

	async chooseNetwork(name: XRayNetwork): Promise<void> {
		const asked = ++this.#asked;
		this.message = '';
		try {
			const network = name === 'pixel-embedding' ? this.#first.network : await fetchNetwork(name);
			if (asked !== this.#asked) return;
			this.#network = network;
			this.networkName = name;
			this.look(this.looked);
		} catch (cause) {
			this.message = `${(cause as Error).message}.`;
		}
	}

	reset(): void {
		void this.choosePicture(FIRST_PICTURE);
		void this.chooseNetwork('pixel-embedding');
		this.look(X_RAY_START);
		this.term = { place: 4, channel: 0 };
	}
}
