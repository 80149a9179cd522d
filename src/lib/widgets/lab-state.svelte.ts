/**
 * What the lab knows: its settings, the run, the pictures, and the runs that are kept. The parts on the page show it and call its
 * methods; nothing here draws.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { keptRun } from '#lib/run/kept-run.ts';
import { KeptRuns, browserStore } from '#lib/run/kept-runs.svelte.ts';
import { DEFAULT_SETTINGS, configOf, sameRun, settingsOf, type LabSettings } from '#lib/run/lab-settings.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { recordedView } from '#lib/run/recorded-view.ts';
import { standingOf } from '#lib/run/run-file.ts';
import type { RunData } from '#lib/run/run-options.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { hasWasmSimd } from '#lib/run/simd.ts';
import type { Standing } from '#lib/run/standing.ts';
import { ChosenSettings } from './chosen-settings.svelte.ts';
import type { AcceptedFiles } from './cifar10-files.ts';
import { runInWords } from './lab-choices.ts';
import { ownObstacle, picturesFor, startObstacle, startOf } from './lab-pictures.ts';
import { LabShown } from './lab-shown.svelte.ts';
import { OwnPictures } from './own-pictures/own-pictures.svelte.ts';
import type { NamedRun } from './compare-runs.ts';

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
	accepted = $state.raw<AcceptedFiles | null>(null);
	/** Whether the page has come alive: before that it shows what the server drew. */
	mounted = $state(false);
	/** The files the run was started with, to know whether others were chosen since. */
	#used = $state.raw<AcceptedFiles | null>(null);
	#simd = $state(true);

	readonly chosen: ChosenSettings;
	readonly recorded: RecordedRun | null;
	readonly recordedRun: NamedRun | null;
	readonly run: Run;
	/** What the parts show. */
	readonly shown: LabShown;
	readonly kept = new KeptRuns(browserStore());
	/** The pictures that the reader brought. */
	readonly own = new OwnPictures();

	readonly settings = $derived.by(() => this.chosen.current);
	readonly config = $derived.by(() => this.chosen.config);
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
		if (this.chosen.lacksNumber) return 'Type your number in the class first: it gives your seed.';
		return this.obstacleOf(this.config) || startObstacle(this.config, this.shown.opened);
	});
	/** Why no receipt can be replayed, whatever the settings are. */
	readonly machineObstacle = $derived(this.#simd ? '' : this.obstacle);

	readonly #codeVersion: string;
	readonly #now: () => string;

	constructor({ recorded, images, codeVersion, network, now, onfragment }: LabOptions) {
		this.recorded = recorded;
		this.#codeVersion = codeVersion;
		this.#now = now;
		this.chosen = new ChosenSettings(recorded ? settingsOf(recorded.config) : DEFAULT_SETTINGS, onfragment);
		this.run = new Run({
			config: recorded?.config ?? configOf(DEFAULT_SETTINGS),
			recorded,
			recordedSamples:
				recorded && images
					? { height: SIDE, width: SIDE, images, labels: Uint8Array.from(recorded.samples.labels) }
					: null,
			data: async (config) => ({
				...(await picturesFor(config, this.#used, this.own)),
				start: startOf(config, this.shown.opened)
			}),
			onStanding: (standing) => void this.kept.stand(standing),
			onFinished: () => void this.#keep()
		});
		const { run, kept } = this;
		this.shown = new LabShown({ run, kept, recorded, network, codeVersion, now });
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
		this.chosen.readAddress();
		this.mounted = true;
		void this.kept.load();
		if (this.settings.data === 'own') void this.findOwn();
		return () => {
			this.run.dispose();
			this.own.dispose();
			this.shown.opened?.stop();
		};
	}

	/** Pictures for whoever asks beside the current run. */
	readonly pictures = (config: TrainConfig): Promise<RunData> => picturesFor(config, this.accepted, this.own);
	/** What a run beside the current one is made from: pictures, and the network that it begins with. */
	readonly inputs = async (config: TrainConfig): Promise<RunData> => ({
		...(await this.pictures(config)),
		start: startOf(config, this.shown.opened)
	});

	/** Why the pictures of a run are not here; empty when they are. */
	obstacleOf({ data }: TrainConfig): string {
		if (data.kind === 'cifar-10' && !this.accepted)
			return 'Choose your CIFAR-10 files first, under “Pictures”.';
		return data.kind === 'own' ? ownObstacle(this.own, data.hash) : '';
	}

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

	async reset(): Promise<void> {
		this.shown.showCurrent();
		const anew = this.changed || this.run.status === 'failed';
		if (anew) this.#used = this.accepted;
		// Where it stood may be said once more until the trainer has heard.
		await (anew ? this.run.reset(this.config) : this.run.reset());
		if (this.run.status === 'ready') await this.kept.forget();
	}

	/** Go on with the run that stood still when its page was left. */
	async goOn(): Promise<void> {
		const { standing } = this.kept;
		if (!standing) return;
		this.kept.standing = null;
		await this.#goOnWith(standing);
	}

	/** Go on with a run exactly where it stood. The current one is put aside where it is unfinished. */
	async #goOnWith(standing: Standing): Promise<void> {
		await this.#putAside();
		this.change({ ...settingsOf(standing.checkpoint.config, this.settings), view: 'training' });
		this.shown.showCurrent();
		this.#used = this.accepted;
		await this.run.resume(standing);
		await this.run.tellStanding();
	}

	/** Go on with a run that was put aside. */
	async takeUp(id: string): Promise<void> {
		const standing = await this.kept.standingAside(id);
		if (!standing) return;
		await this.#goOnWith(standing);
		// Where its pictures are not here it stays aside.
		if (this.run.status === 'paused') await this.kept.dropAside(id);
	}

	/** Go on with a run that a file holds, exactly where it stood. The current one is put aside where it is unfinished. */
	async continueOpened(): Promise<void> {
		const file = this.shown.opened?.file;
		if (file?.kind !== 'run') return;
		await this.#goOnWith(standingOf(file.run));
	}

	/** Look at the opened file in one of the lab's parts. */
	showOpened(view: LabSettings['view']): void {
		this.shown.showOpened();
		this.change({ view });
	}

	/** The next run begins with the opened network's weights; its recipe is that of the settings. */
	startFromOpened(): void {
		const { opened } = this.shown;
		if (!opened?.networkHash) return;
		const config = opened.config;
		this.change({
			...(config ? settingsOf(config, this.settings) : {}),
			start: opened.networkHash,
			view: 'training'
		});
	}

	change(part: Partial<LabSettings>): void {
		this.chosen.change(part);
	}

	/** Ask the browser's store for pictures of the reader's own, and settle on them where the settings name none. */
	async findOwn(): Promise<void> {
		await this.own.load();
		if (this.settings.data === 'own' && this.settings.ownHash === '') this.useOwn();
	}

	/** Own pictures lie under “Pictures”, which opens where there are none yet. */
	choosePictures(data: LabSettings['data']): void {
		if (data !== 'own') {
			this.change({ data, mirror: 'on' });
			return;
		}
		this.change({ data, ownHash: this.own.summary?.hash ?? '', mirror: 'off', view: 'pictures' });
		void this.findOwn();
	}

	/** Files of CIFAR-10 that can be read: the next run learns from them. */
	acceptCifar10(files: AcceptedFiles): void {
		this.accepted = files;
		this.choosePictures('cifar-10');
	}

	/** The next run learns from the reader's own pictures: unmirrored, since the page cannot know what a mirror does to them. */
	useOwn(): void {
		this.change({ data: 'own', ownHash: this.own.summary?.hash ?? '', mirror: 'off' });
	}

	/** Keep unfinished runs, this page's and the one that an earlier visit left, so that another can take their place. */
	async #putAside(): Promise<void> {
		const { run, kept } = this;
		if (kept.standing) {
			await kept.putAside(kept.standing, `${this.#now()} left`);
			kept.standing = null;
		}
		if (run.status === 'training') await run.pause();
		if (run.status !== 'paused' || run.step === 0) return;
		const standing = await run.standing();
		if (standing) await kept.putAside(standing, `${this.#now()} ${run.step}`);
	}

	#begin(): void {
		this.shown.showCurrent();
		if (this.run.live) return;
		this.#used = this.accepted;
		// A run that an earlier visit left is not lost to another one.
		if (this.kept.standing) void this.kept.putAside(this.kept.standing, `${this.#now()} left`);
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
