/**
 * The lab's settings as the reader chose them: changed by controls and by the page's address, and written into it. Where a teacher's
 * link has set some, those stay.
 */
import { readFragment, writeFragment } from '#lib/run/fragment.ts';
import { configOf, type LabSettings } from '#lib/run/lab-settings.ts';
import { splitPreset } from '#lib/run/preset-part.ts';
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

export class ChosenSettings {
	current = $state.raw() as LabSettings;
	/** What a teacher's link has set; null where no class has. */
	preset = $state.raw<ClassPreset | null>(null);
	/** What of the page's link was not understood. */
	problems = $state.raw<readonly string[]>([]);
	/** Why the last change was not taken; empty when it was. */
	refused = $state('');
	/** Where the settings stand when nobody has touched them: the teacher's, or the page's own. */
	readonly usual: LabSettings = $derived.by(() => {
		if (!this.preset) return this.#untouched;
		const { start, eachSeed } = this.preset;
		return eachSeed ? { ...start, seed: this.current.seed } : start;
	});
	/** The run that they describe. */
	readonly config = $derived.by(() => configOf(this.current));
	/** The page's state and the class preset as the part of a link after the #. */
	readonly fragment = $derived.by(() => withPreset(writeFragment(this.current), this.preset));
	/** The class gives each pupil a seed, and this one's number is not known yet. */
	readonly lacksNumber = $derived.by(
		() => this.preset?.eachSeed === true && pupilNumber(this.preset, this.current) === 0
	);

	readonly #untouched: LabSettings;
	readonly #onfragment: (fragment: string) => void;

	/**
	 * @param untouched the page's own settings
	 * @param onfragment puts the settings into the page's address
	 */
	constructor(untouched: LabSettings, onfragment: (fragment: string) => void) {
		this.#untouched = untouched;
		this.current = untouched;
		this.#onfragment = onfragment;
	}

	change(part: Partial<LabSettings>): void {
		const asked = { ...this.current, ...part };
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
		this.current = next;
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

	readAddress(): void {
		if (location.hash.length < 2) return;
		const { state, preset: part } = splitPreset(location.hash);
		const { preset, problems } = readPreset(part);
		const read = readFragment(state);
		this.preset = preset;
		this.problems = [...problems, ...read.problems];
		const settings =
			read.problems.length > 0 || state.includes('=') ? read.settings : (preset?.start ?? this.current);
		this.current = preset ? keptTo(preset, settings) : settings;
	}
}
