/**
 * A table learning: the recorded history of what was chosen, or a live run of it. One of them at a time; a choice ends the live
 * run, and a history that was never recorded shows where the table starts and waits to be trained.
 */
import type { TableFrame } from '#lib/core/table-history.ts';
import { later } from '#lib/language/language.ts';
import { initialTable } from '#lib/run/initial-table.ts';
import {
	framesOf,
	tableConfig,
	tableRunName,
	type RecordedTableRun,
	type TableSettings
} from '#lib/run/recorded-table-run.ts';
import type { Run } from '#lib/run/run.svelte.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class LearningTable {
	settings = $state.raw() as TableSettings;
	recorded = $state.raw<RecordedTableRun | null>(null);
	live = $state.raw<Run | null>(null);
	/** A recorded history is on its way. */
	loading = $state(false);
	/** What went wrong, and why. */
	problem = $state.raw<{ readonly text: string; readonly reason: string } | null>(null);

	readonly config = $derived(tableConfig(this.settings));
	readonly #start = $derived.by((): TableFrame[] => {
		const table = initialTable(this.config.encoding);
		return table ? [{ step: 0, levels: table.levels }] : [];
	});
	readonly frames: readonly TableFrame[] = $derived.by(() => {
		if (this.live && this.live.frames.length > 0) return this.live.frames;
		return this.recorded ? framesOf(this.recorded) : this.#start;
	});
	readonly evaluations = $derived(
		this.live
			? this.live.evaluations.map(({ step, correct, count }) => ({ step, accuracy: correct / count, count }))
			: (this.recorded?.evaluations ?? [])
	);
	/** A finished live run of recorded settings has to end in the recorded network. */
	readonly equalsRecorded = $derived(
		this.live?.result && this.recorded ? this.live.result.snapshotHash === this.recorded.snapshotHash : null
	);

	readonly #names: readonly string[];
	readonly #fetchRun: (name: string) => Promise<RecordedTableRun>;
	/** Histories that are here already, by name. */
	readonly #known: Record<string, RecordedTableRun | undefined> = {};
	/** Counts choices and starts, so that what arrives late knows that it is no longer wanted. */
	#turn = 0;

	/**
	 * @param first the history that comes with the page
	 * @param names of the histories that can be fetched
	 */
	constructor(
		settings: TableSettings,
		first: RecordedTableRun,
		names: readonly string[],
		fetchRun: (name: string) => Promise<RecordedTableRun>
	) {
		this.settings = settings;
		this.#names = names;
		this.#fetchRun = fetchRun;
		this.#known[tableRunName(settings)] = first;
		this.recorded = first;
	}

	/** Shows the recorded history of these settings, or, where there is none, their start. */
	async choose(settings: TableSettings): Promise<void> {
		this.stop();
		const turn = this.#turn;
		this.settings = settings;
		const name = tableRunName(settings);
		const known = this.#known[name];
		this.recorded = known ?? null;
		this.problem = null;
		this.loading = false;
		if (known || !this.#names.includes(name)) return;
		this.loading = true;
		try {
			const run = await this.#fetchRun(name);
			this.#known[name] = run;
			if (turn === this.#turn) this.recorded = run;
		} catch (error) {
			if (turn === this.#turn)
				this.problem = {
					text: later('The recorded table could not be fetched: {reason}'),
					reason: reasonOf(error)
				};
		} finally {
			if (turn === this.#turn) this.loading = false;
		}
	}

	/** Trains the chosen settings on this machine. */
	async train(): Promise<void> {
		this.stop();
		const turn = this.#turn;
		this.problem = null;
		try {
			// Fetched when it is wanted: most readers look at the recording alone.
			const { Run } = await import('#lib/run/run.svelte.ts');
			if (turn !== this.#turn) return;
			this.live = new Run({ config: this.config });
			await this.live.train();
		} catch (error) {
			this.problem = { text: later('The run could not start: {reason}'), reason: reasonOf(error) };
		}
	}

	/** Ends the live run; the recording is shown again. */
	stop(): void {
		this.#turn++;
		this.live?.dispose();
		this.live = null;
	}
}
