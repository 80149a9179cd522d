/**
 * The finished runs that this browser keeps, and the one that was still going when its page was left.
 *
 * Storage may be full, forbidden, silent or emptied at any time. What it refuses is said in `message`; what is already shown stays.
 * Several tabs may train at once: each writes down where its own run stands.
 */
import { createStore, del, delMany, get, getMany, keys, set, setMany, type UseStore } from 'idb-keyval';
import type { TrainConfig } from '#lib/core/config.ts';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '#lib/core/snapshot.ts';
import { MAX_NAME_LENGTH, type KeptRun } from './kept-run.ts';
import { thisTab, type OpenTabs } from './open-tabs.ts';
import type { Standing } from './standing.ts';
import { PatientStorage, refusal } from './storage-answer.ts';

/** About half a megabyte each. */
export const MAX_KEPT_RUNS = 24;

const RUN = 'run:';
const NETWORK = 'network:';
/** Before the id of the tab whose run it is; alone, as earlier versions of this page wrote it. */
const STANDING = 'standing';
/** Before the id of an unfinished run that made room for another. */
const ASIDE = 'aside:';

/** The part of a key-value store that is used here; a test passes its own. */
export interface RunStore {
	keys(): Promise<string[]>;
	getMany(keys: string[]): Promise<unknown[]>;
	setMany(entries: [string, unknown][]): Promise<void>;
	delMany(keys: string[]): Promise<void>;
}

/** This browser's IndexedDB, opened when it is first needed. */
export function browserStore(): RunStore {
	let opened: UseStore | undefined;
	const store = (): UseStore => (opened ??= createStore('a-word-for-every-pixel', 'lab'));
	return {
		keys: async () => (await keys<string>(store())).map(String),
		getMany: async (wanted) =>
			wanted.length === 1 ? [await get(wanted[0], store())] : getMany(wanted, store()),
		setMany: async (entries) =>
			entries.length === 1 ? set(entries[0][0], entries[0][1], store()) : setMany(entries, store()),
		delMany: async (gone) => (gone.length === 1 ? del(gone[0], store()) : delMany(gone, store()))
	};
}

/** An unfinished run as the page lists it. */
export interface AsideRun {
	readonly id: string;
	readonly config: TrainConfig;
	readonly step: number;
}

const standingKey = (tab: string): string => `${STANDING}:${tab}`;
const tabOf = (key: string): string => key.slice(STANDING.length + 1);

const asideRun = (id: string, { checkpoint: { config, step } }: Standing): AsideRun => ({ id, config, step });

export class KeptRuns {
	/** The newest first. */
	runs = $state.raw<readonly KeptRun[]>([]);
	/** A run that was still going when its page was left. */
	standing = $state.raw<Standing | null>(null);
	/** Unfinished runs that made room for others, the newest first. */
	aside = $state.raw<readonly AsideRun[]>([]);
	/** What storage refused, for the reader; empty when nothing was. */
	message = $state('');
	/** Whether storage has been read. */
	loaded = $state(false);

	readonly #store: RunStore;
	readonly #tabs: OpenTabs;
	readonly #patient: PatientStorage;
	/** Where `standing` is written down: by a tab that is gone, or by this one before its reader came back. */
	#leftKey: string | null = null;
	/** Ends in the order in which it was begun: a standing that is written late must not outlive its run. */
	#writing: Promise<unknown> = Promise.resolve();

	constructor(store: RunStore, tabs: OpenTabs = thisTab(), patient = new PatientStorage()) {
		this.#store = store;
		this.#tabs = tabs;
		this.#patient = patient;
	}

	async load(): Promise<void> {
		await this.#attempt('Kept runs cannot be read in this browser', async () => {
			const all = await this.#store.keys();
			await this.#loadLeft(all);
			const asideKeys = (await this.#store.keys())
				.filter((key) => key.startsWith(ASIDE))
				.toSorted((a, b) => b.localeCompare(a));
			const aside = await this.#read(asideKeys);
			this.aside = aside.flatMap((each, i) =>
				isStanding(each) ? [asideRun(asideKeys[i].slice(ASIDE.length), each)] : []
			);
			const runs = await this.#read(all.filter((key) => key.startsWith(RUN)));
			this.runs = runs.filter(isKeptRun).sort((a, b) => b.date.localeCompare(a.date));
		});
		this.loaded = true;
	}

	/** The run that was left last is offered; those that other tabs left before it are put aside. */
	async #loadLeft(all: readonly string[]): Promise<void> {
		const open = await this.#tabs.others();
		const keys = all
			.filter((key) => key === STANDING || key.startsWith(`${STANDING}:`))
			.filter((key) => !open.has(tabOf(key)))
			.toSorted((a, b) => b.localeCompare(a));
		const standings = await this.#read(keys);
		const left = keys.flatMap((key, i) => {
			const standing = standings[i];
			return isStanding(standing) ? [{ key, standing }] : [];
		});
		this.standing = left[0]?.standing ?? null;
		this.#leftKey = left[0]?.key ?? null;
		for (const { key, standing } of left.slice(1)) {
			await this.#store.setMany([[`${ASIDE}${tabOf(key)} left`, standing]]);
			await this.#store.delMany([key]);
		}
	}

	/** Values by their keys; nothing is asked for no key. */
	#read(wanted: string[]): Promise<unknown[]> {
		return wanted.length > 0 ? this.#store.getMany(wanted) : Promise.resolve([]);
	}

	/** Keep a finished run; false where storage refuses, or holds as many as it may. */
	async keep(run: KeptRun, network: Snapshot | null): Promise<boolean> {
		if (this.runs.length >= MAX_KEPT_RUNS) {
			this.message = `This browser keeps ${MAX_KEPT_RUNS} runs, and has them all: delete one to keep this one.`;
			return false;
		}
		const kept = await this.#attempt('The run could not be kept in this browser', () =>
			this.#store.setMany([
				[RUN + run.id, run],
				...(network ? ([[NETWORK + run.id, encodeSnapshot(network)]] as [string, unknown][]) : [])
			])
		);
		if (kept) this.runs = [run, ...this.runs];
		return kept;
	}

	async rename(id: string, name: string): Promise<void> {
		const run = this.runs.find((each) => each.id === id);
		const wanted = name.trim().slice(0, MAX_NAME_LENGTH);
		if (!run || wanted === '' || wanted === run.name) return;
		const named = { ...run, name: wanted };
		if (await this.#attempt('The name could not be kept', () => this.#store.setMany([[RUN + id, named]])))
			this.runs = this.runs.map((each) => (each.id === id ? named : each));
	}

	async remove(id: string): Promise<void> {
		if (
			await this.#attempt('The run could not be deleted', () => this.#store.delMany([RUN + id, NETWORK + id]))
		)
			this.runs = this.runs.filter((each) => each.id !== id);
	}

	/** The network of a kept run; null where it was not kept or cannot be read, which is said. */
	async network(id: string): Promise<Snapshot | null> {
		let network: Snapshot | null = null;
		await this.#attempt('The network of this run cannot be read', async () => {
			const [file] = await this.#store.getMany([NETWORK + id]);
			if (file instanceof Uint8Array) network = decodeSnapshot(file);
		});
		return network;
	}

	/** Remember where this tab's run stands, in place of what was remembered before. */
	async stand(standing: Standing): Promise<void> {
		this.#tabs.announce();
		await this.#attempt('Where the run stands could not be written down', async () => {
			await this.#store.setMany([[standingKey(this.#tabs.id), standing]]);
			// The run that was left has been taken up, or put aside.
			if (this.standing === null && this.#leftKey !== standingKey(this.#tabs.id)) await this.#dropLeft();
		});
	}

	async #dropLeft(): Promise<void> {
		if (this.#leftKey === null) return;
		await this.#store.delMany([this.#leftKey]);
		this.#leftKey = null;
	}

	/** Keep an unfinished run that makes room for another. */
	async putAside(standing: Standing, id: string): Promise<void> {
		const kept = await this.#attempt('The unfinished run could not be put aside', () =>
			this.#store.setMany([[ASIDE + id, standing]])
		);
		if (kept) this.aside = [asideRun(id, standing), ...this.aside];
	}

	/** A run that was put aside, and stays so; null where it cannot be read. */
	async standingAside(id: string): Promise<Standing | null> {
		let found: Standing | null = null;
		await this.#attempt('The run that was put aside cannot be read', async () => {
			const [kept] = await this.#store.getMany([ASIDE + id]);
			if (isStanding(kept)) found = kept;
		});
		return found;
	}

	async dropAside(id: string): Promise<void> {
		if (await this.#attempt('The run could not be deleted', () => this.#store.delMany([ASIDE + id])))
			this.aside = this.aside.filter((each) => each.id !== id);
	}

	/** Forget it: the run has ended, or another one begins. Other tabs' runs stay. */
	async forget(): Promise<void> {
		this.standing = null;
		await this.#attempt('The unfinished run could not be deleted', async () => {
			await this.#store.delMany([standingKey(this.#tabs.id)]);
			await this.#dropLeft();
		});
	}

	#attempt(failure: string, work: () => Promise<unknown>): Promise<boolean> {
		const attempt = this.#writing
			.then(() => this.#patient.ask(work))
			.then(
				() => {
					this.message = '';
					return true;
				},
				(cause: unknown) => {
					this.message = `${failure}: ${refusal(cause)}.`;
					return false;
				}
			);
		this.#writing = attempt;
		return attempt;
	}
}

/** Written by this page alone, but perhaps by an older one: what has not the parts that are drawn is left out. */
function isKeptRun(data: unknown): data is KeptRun {
	const run = data as KeptRun | null | undefined;
	return (
		run?.version === 1 && typeof run.name === 'string' && run.result?.answers?.classes instanceof Uint8Array
	);
}

function isStanding(data: unknown): data is Standing {
	const standing = data as Standing | null | undefined;
	return standing?.checkpoint?.state instanceof ArrayBuffer && Array.isArray(standing.losses);
}
