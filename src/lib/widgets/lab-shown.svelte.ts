/**
 * What the lab's parts show: the current run, a kept one, or an opened file. Showing another one changes nothing about any of them.
 */
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import { keptView, type KeptRun } from '#lib/run/kept-run.ts';
import type { KeptRuns } from '#lib/run/kept-runs.svelte.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import type { RunView, TestPictures } from '#lib/run/run-view.ts';
import type { Run } from '#lib/run/run.svelte.ts';
import { runFileOf } from '#lib/run/run-to-file.ts';
import type { NetworkView, Opened } from './open-file/opened.svelte.ts';
import type { OpenedFile } from './open-file/opened-file.ts';
import { madePictures, somePictures } from './test-pictures.ts';

export interface Showable {
	readonly run: Run;
	readonly kept: KeptRuns;
	readonly recorded: RecordedRun | null;
	/** Address of the recorded run's network as integers. */
	readonly network: string;
	readonly codeVersion: string;
	/** The time, ISO 8601. */
	readonly now: () => string;
}

export class LabShown {
	/** The kept run that is looked at in place of the current one. */
	looking = $state.raw<KeptRun | null>(null);
	/** The file that was opened last, if it holds a network. */
	opened = $state.raw<Opened | null>(null);
	/** The receipt that was opened last. */
	receipt = $state.raw<Extract<OpenedFile, { kind: 'receipt' }> | null>(null);
	/** Whether the opened file is looked at in place of the current run. */
	#opens = $state(false);
	/** The opened file, where it is looked at. */
	readonly file = $derived.by(() => (this.#opens ? this.opened : null));

	/** What every part shows. */
	readonly view: RunView = $derived.by(() => {
		if (this.looking) return keptView(this.looking);
		return this.file?.runView ?? this.#from.run;
	});
	/** What Inside and Answers show: an opened file may hold a network and no run. */
	readonly networkView: NetworkView = $derived.by(() => this.file?.view ?? this.view);

	readonly #from: Showable;

	constructor(from: Showable) {
		this.#from = from;
	}

	/** Back to the current run. */
	showCurrent(): void {
		this.looking = null;
		this.#opens = false;
	}

	/** Look at a kept run; null is back to the current one. */
	look(run: KeptRun | null): void {
		this.#opens = false;
		this.looking = run;
	}

	/** Look at the opened file. */
	showOpened(): void {
		this.looking = null;
		this.#opens = this.opened !== null;
	}

	/** Take in a network from a file; what is shown stays, unless it was the file before. */
	open(opened: Opened): void {
		this.opened?.stop();
		this.opened = opened;
		this.#opens = false;
	}

	/** Test pictures of what is shown, by their places; null where they cannot be had. */
	readonly testPictures = (indices: Uint32Array): Promise<TestPictures | null> => {
		if (this.file) return Promise.resolve(this.file.testPictures(indices));
		if (this.looking) return Promise.resolve(madePictures(this.looking.config.data, indices));
		const { samples, live } = this.#from.run;
		return live || !samples
			? this.#from.run.testPictures(indices)
			: Promise.resolve(somePictures(samples, indices));
	};

	/** The network of what is shown, opened; where that is not possible now, the reason. */
	readonly network: Promise<Snapshot | IntegerNetwork | string> = $derived.by(() => {
		const { looking, file } = this;
		const { run, kept } = this.#from;
		if (file) return Promise.resolve(file.snapshot ?? file.integers ?? 'The file holds no network.');
		if (looking)
			return kept
				.network(looking.id)
				.then((network) => network ?? 'The network of this kept run is not in the store any more.');
		// A paused run that takes one step has another network.
		void run.step;
		switch (run.status) {
			case 'recorded':
				return this.recordedNetwork();
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

	/** What is known of what is shown, beside its view, for the files that it is taken away in. */
	readonly taking = $derived.by(() => {
		const { looking, file } = this;
		const { run, recorded, codeVersion, now } = this.#from;
		const isCurrent = !looking && !file;
		const ofRecorded = isCurrent && !run.live ? recorded : null;
		const inFile = file && 'run' in file.file ? file.file.run : null;
		const { data } = this.view.config;
		const today = (): string => now().slice(0, 10);
		return {
			receipt: isCurrent && run.status === 'finished' ? () => run.receipt(codeVersion, today()) : null,
			runFile:
				isCurrent && (run.status === 'paused' || run.status === 'finished')
					? () => runFileOf(run, codeVersion, today())
					: null,
			dataHash: hashIn(inFile) ?? ofRecorded?.dataHash ?? (data.kind === 'own' ? data.hash : null),
			snapshotHash: this.view.result?.snapshotHash ?? null,
			trainCount: isCurrent && run.live ? (run.counts?.train ?? null) : null,
			codeVersion: looking?.codeVersion ?? inFile?.codeVersion ?? ofRecorded?.codeVersion ?? codeVersion
		};
	});

	/** The network of the recorded run, from a file of the site. */
	async recordedNetwork(): Promise<IntegerNetwork | string> {
		if (!this.#from.recorded) return 'Press Train first.';
		return decodeIntegerNetwork(await this.recordedBytes());
	}

	/** @throws Error when the site does not answer */
	async recordedBytes(): Promise<Uint8Array> {
		const response = await fetch(this.#from.network);
		if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
		return new Uint8Array(await response.arrayBuffer());
	}
}

const hashIn = (run: object | null): string | undefined =>
	run && 'dataHash' in run && typeof run.dataHash === 'string' ? run.dataHash : undefined;
