/**
 * The reader's own timing: one for the whole chapter, so that every figure shows it beside the recorded one. The harness, the
 * networks and other people's engines are fetched when it is started, and not before.
 */
import { untrack } from 'svelte';
import { asset } from '$app/paths';
import type { Words } from '#lib/language/language.ts';
import type { RatioRow, ResultRow } from './speed-result.ts';
import type { SpeedSession } from './speed-session.svelte.ts';

/** What is fetched on the first start. */
interface Harness {
	readonly session: SpeedSession;
	readonly resultRows: (samples: SpeedSession['samples'], pictures: number) => ResultRow[];
	readonly ratioRows: (samples: SpeedSession['samples']) => RatioRow[];
}

/** As recorded. */
const PICTURES = 64;
const WORKERS = 2;
const ROUNDS = 4;

/** The all-float network on WebGL takes seconds where a program draws, and the networks cut in two are for the speed page. */
const LEFT_OUT = /^webgl\.whole\.allFloat$|\.blocks\d/;
const OTHERS = /^(tfjs|ort)/;

async function fetchHarness(): Promise<Harness> {
	const [{ SpeedSession }, { resultRows, ratioRows }] = await Promise.all([
		import('./speed-session.svelte.ts'),
		import('./speed-result.ts')
	]);
	return { session: new SpeedSession(), resultRows, ratioRows };
}

class ReaderTiming {
	#harness = $state.raw<Harness | null>(null);
	#loading = $state(false);
	/** What went wrong, in words; empty when nothing did. */
	fault = $state('');
	/** Counts starts and stops: who arrives late finds that it is no longer wanted. */
	#turn = 0;

	readonly session = $derived(this.#harness?.session ?? null);
	readonly running = $derived(this.#loading || this.session?.status === 'running');
	/** Worked out after each round: medians of every sample would keep the page busy while it is timed. */
	readonly times = $derived.by((): readonly ResultRow[] => {
		const harness = this.#roundsOf();
		if (!harness) return [];
		return untrack(() => harness.resultRows(harness.session.samples, harness.session.pictures));
	});
	readonly ratios = $derived.by((): readonly RatioRow[] => {
		const harness = this.#roundsOf();
		return harness ? untrack(() => harness.ratioRows(harness.session.samples)) : [];
	});
	readonly peaks = $derived(this.session?.peaks ?? null);
	/** What happens now, in words. */
	statusIn({ t, grouped }: Words): string {
		if (this.fault) return this.fault;
		if (this.#loading) return t('Fetching the engines and the trained networks…');
		if (!this.session) return '';
		const { status, doing, rounds, plannedRounds, samples, message } = this.session;
		if (message) return t('A timing worker stopped: {message}', { message });
		const counts = { rounds, all: plannedRounds };
		if (status === 'running') return `${doing} ${t('{rounds} of {all} rounds are through.', counts)}`;
		if (status === 'stopped') return t('Stopped after {rounds} of {all} rounds.', counts);
		return status === 'finished' ? t('Done: {samples} samples.', { samples: grouped(samples.length) }) : '';
	}
	/** The machine, in words; empty before anything is known. */
	machineIn({ t }: Words): string {
		if (!this.session) return '';
		const { platforms, clock } = this.session;
		const card = platforms.webgl;
		const drawn = card?.renderer
			? card.software
				? t('WebGL drawn by {renderer}, a program and no graphics card', { renderer: card.renderer })
				: t('WebGL drawn by {renderer}', { renderer: card.renderer })
			: card?.missing
				? t('no WebGL')
				: '';
		const simd = platforms.wasm?.variant ?? '';
		const step = clock
			? t('a clock in steps of {step} µs', { step: (1000 * clock.resolutionMs).toPrecision(2) })
			: '';
		return [simd, drawn, step].filter(Boolean).join('; ');
	}
	/** Whether WebGL is drawn by a program; null while it is not known. */
	readonly software = $derived(this.session?.platforms.webgl?.software ?? null);

	/** Read where a value must follow the rounds and not the samples. */
	#roundsOf(): Harness | null {
		const harness = this.#harness;
		if (!harness) return null;
		return harness.session.rounds > 0 || harness.session.status === 'stopped' ? harness : null;
	}

	/** @param others whether tfjs and onnxruntime take part: megabytes to fetch */
	async start(others: boolean): Promise<void> {
		this.stop();
		const mine = ++this.#turn;
		this.fault = '';
		this.#loading = true;
		try {
			const [harness, { fetchNetworks, timedPictures }, { CONTESTANTS }] = await Promise.all([
				this.#harness ?? fetchHarness(),
				import('./speed-networks.ts'),
				import('#lib/engines/timing/contestants.ts')
			]);
			const folder = asset('/networks/pixel-embedding.lbn').replace(/[^/]*$/, '');
			const networks = await fetchNetworks(folder);
			if (mine !== this.#turn) return;
			this.#harness = harness;
			this.#loading = false;
			const contestants = CONTESTANTS.map(({ id }) => id).filter(
				(id) => !LEFT_OUT.test(id) && (others || !OTHERS.test(id))
			);
			const pictures = timedPictures(PICTURES);
			await harness.session.run(
				{ contestants, networks, pictures, rounds: ROUNDS, workers: WORKERS },
				PICTURES
			);
		} catch (cause) {
			if (mine === this.#turn) this.fault = (cause as Error).message;
		} finally {
			if (mine === this.#turn) this.#loading = false;
		}
	}

	stop(): void {
		this.#turn++;
		this.#loading = false;
		this.session?.stop();
	}

	/** Back to the recorded figures alone. */
	forget(): void {
		this.stop();
		this.#harness = null;
		this.fault = '';
	}

	/** Whether the page is hidden now: what is timed meanwhile is thrown away. */
	visibility(hidden: boolean): void {
		this.session?.visibility(hidden);
	}
}

export const readerTiming = new ReaderTiming();
