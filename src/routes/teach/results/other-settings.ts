/** What of a run's settings is not as usual, in words, so that two rows of one first layer can be told apart. */
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';

const NAMES = {
	batchSize: 'batch',
	learningRate: 'rate',
	tableLearningRate: 'table rate',
	tableSmoothing: 'smoothing',
	tableShare: 'share',
	tableBackward: 'backward rule'
} as const;

export function otherSettings(config: TrainConfig): string[] {
	const usual: Partial<TrainConfig> = defaultConfig(config.encoding, config.data);
	return (Object.keys(NAMES) as (keyof typeof NAMES)[])
		.filter((key) => config[key] !== undefined && config[key] !== usual[key])
		.map((key) => `${NAMES[key]} ${config[key]}`);
}
