/** Links into the lab with the challenge's settings in place. */
import type { TrainConfig } from '#lib/core/config.ts';
import { writeFragment } from '#lib/run/fragment.ts';
import { DEFAULT_SETTINGS, settingsOf } from '#lib/run/lab-settings.ts';
import type { ChallengeRule } from '#lib/teach/challenge.ts';

/**
 * The lab's fragment for one seed of the rule.
 * @param config of the attempt that is gone on with; null for a first one: plain rounding to one bit
 */
export function labLink(rule: ChallengeRule, config: TrainConfig | null, seed: number): string {
	const { steps, batchSize, learningRate, light } = rule;
	const start = config
		? settingsOf(config)
		: { ...DEFAULT_SETTINGS, encoding: 'naive' as const, wordLength: 1, bits: 1 as const };
	return writeFragment({ ...start, data: 'materials', steps, batchSize, learningRate, light, seed });
}
