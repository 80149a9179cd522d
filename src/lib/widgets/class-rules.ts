/**
 * How a class preset wants each setting of the lab: the lab provides it, its controls ask. Without a preset all are free.
 * Controls stand in chapters too, which is why a preset's parser is not imported here.
 */
import { getContext, setContext } from 'svelte';
import type { NamedSetting } from '#lib/run/fragment.ts';
import type { Rule } from '#lib/teach/preset.ts';

const KEY = Symbol('class rules');
/** Null for a setting that is free. */
export type RuleFor = (setting: NamedSetting) => Rule | null;

/** Call while the lab is made; `ruleFor` is asked again whenever a control is drawn. */
export function provideClassRules(ruleFor: RuleFor): void {
	setContext(KEY, ruleFor);
}

/** Call while a control is made: a control outside the lab has no rules. */
export function classRules(): RuleFor {
	return getContext<RuleFor | undefined>(KEY) ?? (() => null);
}
