/**
 * Where a teacher's preset stands in an address: last in the fragment, from `preset=` on, behind the page's own state. What it says is
 * for src/lib/teach/preset.ts; whoever reads the state alone cuts it off here.
 */

/** A fragment, with or without its #, as the page's own state and the preset behind it. */
export function splitPreset(fragment: string): { readonly state: string; readonly preset: string | null } {
	const text = fragment.replace(/^#/, '');
	const cut = /(?:^|&)preset=/.exec(text);
	if (!cut) return { state: text, preset: null };
	return { state: text.slice(0, cut.index), preset: text.slice(cut.index).replace(/^&/, '') };
}
