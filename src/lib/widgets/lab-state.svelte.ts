/**
 * What the lab knows: its settings, the run, the pictures, and the runs that are kept. The parts on the page show it and call its
 * methods; nothing here draws.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { readFragment, writeFragment } from '#lib/run/fragment.ts';
import { keptRun, keptView, type KeptRun } from '#lib/run/kept-run.ts';
import { KeptRuns, browserStore } from '#lib/run/kept-runs.svelte.ts';
import { DEFAULT_SETTINGS, configOf, sameRun, settingsOf, type LabSettings } from '#lib/run/lab-settings.ts';
import { splitPreset } from '#lib/run/preset-part.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { recordedView } from '#lib/run/recorded-view.ts';
import type { RunData } from '#lib/run/run-options.ts';
import type { RunView, TestPictures } from '#lib/run/run-view.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { hasWasmSimd } from '#lib/run/simd.ts';
import type { AcceptedFiles } from './DataFiles.svelte';
import {
	MAX_PUPIL_NUMBER,
	RULED_SETTINGS,
	keptTo,
	pupilNumber,
	pupilSeed,
	readPreset,
	withPreset,
	type ClassPreset
} from '#lib/teach/preset.ts';
import { runInWords } from './lab-choices.ts';
import { ownObstacle, picturesFor } from './lab-pictures.ts';
import { OwnPictures } from './own-pictures/own-pictures.svelte.ts';
import type { NamedRun } from './compare-runs.ts';
import { madePictures, somePictures } from './test-pictures.ts';

export interface LabOptions {
	readonly recorded: RecordedRun | null;
	/** The recorded samples' pixels [count, 32, 32, 3]. */
	readonly images: Uint8Array | null;
	readonly codeVersion: string;
	/** Address of the recorded run's network as integers. */
	readonly network: string;
	/** The time, ISO 8601. */
	readonly now: () => string;
	/** Puts the settings into the page's address. */
	readonly onfragment: (fragment: string) => void;
}

const SIDE = 32;

export class LabState {
	settings = $state.raw<LabSettings>(DEFAULT_SETTINGS);
	/** What a teacher's link has set; null where no class has. */
	preset = $state.raw<ClassPreset | null>(null);
	/** What of the page's link was not understood. */
	problems = $state.raw<readonly string[]>([]);
	/** Why the last change of a setting was not taken; empty when it was. */
	refused = $state('');
	accepted = $state.raw<AcceptedFiles | null>(null);
	/** The kept run that is looked at in place of the current one. */
	looking = $state.raw<KeptRun | null>(null);
	/** Whether the page has come alive: before that it shows what the server drew. */
	mounted = $state(false);
	/** The files the run was started with, to know whether others were chosen since. */
	#used = $state.raw<AcceptedFiles | null>(null);
	#simd = $state(true);

	/** The settings nobody has touched: the teacher's, or those of the recorded run. */
	readonly usual: LabSettings = $derived.by(() => {
		if (!this.preset) return this.#untouched;
		const { start, eachSeed } = this.preset;
		return eachSeed ? { ...start, seed: this.settings.seed } : start;
	});
	readonly recorded: RecordedRun | null;
	readonly recordedRun: NamedRun | null;
	readonly run: Run;
	readonly kept = new KeptRuns(browserStore());
	/** The pictures that the reader brought. */
	readonly own = new OwnPictures();

	readonly config = $derived(configOf(this.settings));
	readonly changed = $derived.by(() => {
		const { run } = this;
		if (!run.live) return false;
		const otherFiles = this.settings.data === 'cifar-10' && this.accepted !== this.#used;
		return otherFiles || !sameRun(this.config, run.config) || run.wantedBackend !== run.askedBackend;
	});
	/** Why no live run can start; empty when one can. */
	readonly obstacle = $derived.by(() => {
		if (!this.mounted) return '';
		if (!this.#simd)
			return 'This browser has no WebAssembly SIMD, which training needs; the recorded run is still here to explore.';
		if (this.preset?.eachSeed && pupilNumber(this.preset, this.settings) === 0)
			return 'Type your number in the class first: it gives your seed.';
		if (this.settings.data === 'cifar-10' && !this.accepted) return 'Choose your CIFAR-10 files first.';
		return this.settings.data === 'own' ? ownObstacle(this.own, this.settings.ownHash) : '';
	});
	/** Why no receipt can be replayed, whatever the settings are. */
	readonly machineObstacle = $derived(this.#simd ? '' : this.obstacle);
	/** What every part shows. */
	readonly view: RunView = $derived.by(() => (this.looking ? keptView(this.looking) : this.run));

	/** The page's state and the class preset as the part of a link after the #. */
	readonly fragment = $derived(withPreset(writeFragment(this.settings), this.preset));

	readonly #untouched: LabSettings;
	readonly #recordedNetwork: string;
	readonly #codeVersion: string;
	readonly #now: () => string;
	readonly #onfragment: (fragment: string) => void;

	constructor({ recorded, images, codeVersion, network, now, onfragment }: LabOptions) {
		this.recorded = recorded;
		this.#codeVersion = codeVersion;
		this.#recordedNetwork = network;
		this.#now = now;
		this.#onfragment = onfragment;
		this.#untouched = recorded ? settingsOf(recorded.config) : DEFAULT_SETTINGS;
		this.settings = this.#untouched;
		this.run = new Run({
			config: recorded?.config ?? configOf(DEFAULT_SETTINGS),
			recorded,
			recordedSamples:
				recorded && images
					? { height: SIDE, width: SIDE, images, labels: Uint8Array.from(recorded.samples.labels) }
					: null,
			data: (config) => picturesFor(config, this.#used, this.own),
			onStanding: (standing) => void this.kept.stand(standing),
			onFinished: () => void this.#keep()
		});
		this.recordedRun = recorded && {
			id: 'recorded',
			name: `Recorded: ${runInWords(recorded.config)}`,
			view: recordedView(recorded),
			codeVersion: recorded.codeVersion
		};
	}

	/** Call once in the browser; the returned function ends everything. */
	mount(): () => void {
		this.#simd = hasWasmSimd();
		this.readAddress();
		this.mounted = true;
		void this.kept.load();
		if (this.settings.data === 'own') void this.findOwn();
		return () => {
			this.run.dispose();
			this.own.dispose();
		};
	}

	/** Pictures for a run beside the current one. */
	readonly pictures = (config: TrainConfig): Promise<RunData> => picturesFor(config, this.accepted, this.own);

	/** Test pictures of the run that is shown, by their places; null where they cannot be had. */
	readonly testPictures = (indices: Uint32Array): Promise<TestPictures | null> => {
		if (this.looking) return Promise.resolve(madePictures(this.looking.config, indices));
		const { samples, live } = this.run;
		return live || !samples
			? this.run.testPictures(indices)
			: Promise.resolve(somePictures(samples, indices));
	};

	/** The run that is shown, opened; where that is not possible now, the reason. */
	readonly network: Promise<Snapshot | IntegerNetwork | string> = $derived.by(() => {
		const { looking, run, recorded } = this;
		// A paused run that takes one step has another network.
		void run.step;
		if (looking)
			return this.kept
				.network(looking.id)
				.then((network) => network ?? 'The network of this kept run is not in the store any more.');
		switch (run.status) {
			case 'recorded':
				return recorded
					? fetch(this.#recordedNetwork).then(async (response) => {
							if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
							return decodeIntegerNetwork(new Uint8Array(await response.arrayBuffer()));
						})
					: Promise.resolve('Press Train first.');
			case 'ready':
			case 'paused':
			case 'finished':
			case 'diverged':
				return run.snapshot();
			case 'idle':
			case 'preparing':
			case 'training':
			case 'failed':
				return Promise.resolve('It can be opened whenever it stands still: pause the run, or let it finish.');
			default:
				return run.status satisfies never;
		}
	});
	/** What is known of the run that is shown, beside its view, for the files that it is taken away in. */
	readonly taking = $derived.by(() => {
		const { looking, run, recorded } = this;
		const ofRecorded = !looking && !run.live ? recorded : null;
		const { data } = this.view.config;
		return {
			receipt:
				!looking && run.status === 'finished'
					? () => run.receipt(this.#codeVersion, this.#now().slice(0, 10))
					: null,
			dataHash: ofRecorded?.dataHash ?? (data.kind === 'own' ? data.hash : null),
			snapshotHash: this.view.result?.snapshotHash ?? null,
			trainCount: looking || !run.live ? null : (run.counts?.train ?? null),
			codeVersion: looking?.codeVersion ?? ofRecorded?.codeVersion ?? this.#codeVersion
		};
	});
	/** The live run, as one of two to compare; null where it has nothing to compare, or is among the kept ones. */
	readonly current: NamedRun | null = $derived.by(() => {
		const { run } = this;
		if (!run.live || run.evaluations.length === 0) return null;
		if (this.kept.runs.some(({ result }) => result.snapshotHash === run.result?.snapshotHash)) return null;
		return {
			id: 'current',
			name: `Now: ${runInWords(run.config)}`,
			view: run,
			codeVersion: this.#codeVersion
		};
	});

	/** Files chosen since belong to the next run: a run that is mended midway keeps its own. */
	train(): void {
		this.#begin();
		void this.run.train(this.config);
	}

	async step(): Promise<void> {
		this.#begin();
		await this.run.takeStep(this.config);
		await this.run.tellStanding();
	}

	async pause(): Promise<void> {
		await this.run.pause();
		await this.run.tellStanding();
	}

	reset(): void {
		this.looking = null;
		void this.kept.forget();
		const anew = this.changed || this.run.status === 'failed';
		if (anew) this.#used = this.accepted;
		void (anew ? this.run.reset(this.config) : this.run.reset());
	}

	/** Go on with the run that stood still when its page was left. */
	async goOn(): Promise<void> {
		const { standing } = this.kept;
		if (!standing) return;
		this.change(settingsOf(standing.checkpoint.config, this.settings));
		this.looking = null;
		this.#used = this.accepted;
		this.kept.standing = null;
		await this.run.resume(standing);
	}

	change(part: Partial<LabSettings>): void {
		const asked = { ...this.settings, ...part };
		const next = this.preset ? keptTo(this.preset, asked) : asked;
		try {
			configOf(next);
		} catch (cause) {
			// A formula may be one for ten entries, and none for a single one.
			this.refused = `Not taken: ${(cause as Error).message}`;
			return;
		}
		const held = RULED_SETTINGS.some((setting) => next[setting] !== asked[setting]);
		this.refused = held ? 'What your teacher has set stays as it is.' : '';
		this.settings = next;
		this.#onfragment(this.fragment);
	}

	/** The pupil's number in the class, where it gives the seed; false for a number that nobody has. */
	takeNumber(number: number): boolean {
		if (!this.preset || !Number.isInteger(number) || number < 1 || number > MAX_PUPIL_NUMBER) return false;
		this.change({ seed: pupilSeed(this.preset, number) });
		return true;
	}

	/** The settings stay, and every control is free. */
	leavePreset(): void {
		this.preset = null;
		this.#onfragment(this.fragment);
	}

	/** Ask the browser's store for pictures of the reader's own, and settle on them where the settings name none. */
	async findOwn(): Promise<void> {
		await this.own.load();
		if (this.settings.data === 'own' && this.settings.ownHash === '') this.useOwn();
	}

	/** Own pictures lie under “Pictures”, which opens where there are none yet. */
	choosePictures(data: LabSettings['data']): void {
		if (data !== 'own') {
			this.change({ data });
			return;
		}
		this.change({ data, ownHash: this.own.summary?.hash ?? '', view: 'pictures' });
		void this.findOwn();
	}

	/** The next run learns from the reader's own pictures. */
	useOwn(): void {
		this.change({ data: 'own', ownHash: this.own.summary?.hash ?? '' });
	}

	readAddress(): void {
		if (location.hash.length < 2) return;
		const { state, preset: part } = splitPreset(location.hash);
		const { preset, problems } = readPreset(part);
		const read = readFragment(state);
		this.preset = preset;
		this.problems = [...problems, ...read.problems];
		const settings =
			read.problems.length > 0 || state.includes('=') ? read.settings : (preset?.start ?? this.settings);
		this.settings = preset ? keptTo(preset, settings) : settings;
	}

	#begin(): void {
		this.looking = null;
		if (this.run.live) return;
		this.#used = this.accepted;
		void this.kept.forget();
	}

	async #keep(): Promise<void> {
		const { run } = this;
		void this.kept.forget();
		const date = this.#now();
		const record = keptRun(run, {
			id: `${date} ${run.result?.snapshotHash.slice(0, 12) ?? ''}`,
			name: runInWords(run.config),
			date,
			codeVersion: this.#codeVersion
		});
		if (!record) return;
		const twin = this.kept.runs.find(
			({ config, result }) =>
				result.snapshotHash === record.result.snapshotHash && sameRun(config, record.config)
		);
		// The same run again, to the bit, is the same run.
		if (twin) return;
		// A trainer that is gone by now takes its network with it; the run is kept all the same.
		const network = await run.snapshot().catch(() => null);
		await this.kept.keep(record, network);
	}
}
