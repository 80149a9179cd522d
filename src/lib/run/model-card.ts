/**
 * A model card: what a trained network is, where it comes from, how right it was and what it is not for, as Markdown. Every number
 * in it is the run's own.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { shareInterval } from '#lib/core/statistics.ts';

export interface ModelFacts {
	readonly config: TrainConfig;
	/** The encoding in words. */
	readonly encoding: string;
	/** The pictures in words. */
	readonly pictures: string;
	/** SHA-256 of the training pictures and labels; null where it is not known. */
	readonly dataHash: string | null;
	/** Of the final network; null before the end. */
	readonly snapshotHash: string | null;
	readonly classNames: readonly string[];
	/** Fraction 0..1 of `testCount` test pictures answered rightly; null before the end. */
	readonly testAccuracy: number | null;
	readonly testCount: number;
	readonly trainCount: number | null;
	/** Bytes of the packed network; null for a network without integers. */
	readonly packedBytes: number | null;
	readonly codeVersion: string;
	/** YYYY-MM-DD. */
	readonly date: string;
}

/** Text of a stranger in a Markdown line: nothing in it marks anything up. */
export const markdownText = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (mark) =>
			mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`
		);

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

/** How right it was, with the range its true value probably lies in. */
function accuracyLine({ testAccuracy, testCount }: ModelFacts): string {
	if (testAccuracy === null || testCount === 0) return 'It was not tested: the run has not ended.';
	const { low, high } = shareInterval(Math.round(testAccuracy * testCount), testCount);
	return (
		`${percent(testAccuracy)} of ${testCount.toLocaleString('en')} test pictures right; 95 % interval ${percent(low)} to ${percent(high)} ` +
		'(Wilson), for other pictures drawn like these. It is one run of one seed: others of the same settings differ by more than that interval says.'
	);
}

export function modelCard(facts: ModelFacts): string {
	const { config, classNames, dataHash, snapshotHash, packedBytes, trainCount } = facts;
	const recipe: readonly (readonly [string, string | number])[] = [
		['steps', config.steps],
		['batch', config.batchSize],
		['seed', config.seed],
		['learning rate', config.learningRate],
		['table’s learning rate', config.tableLearningRate],
		['smoothing of the table’s gradient, in grey levels', config.tableSmoothing]
	];
	return `# A small quantized network for ${classNames.length} kinds of pictures

Four 3 x 3 convolutions and a dense layer for pictures of 32 x 32 pixels. ${facts.encoding}.

## Classes

${classNames.map((name, i) => `${i}. ${markdownText(name)}`).join('\n')}

## Data

- Pictures: ${markdownText(facts.pictures)}${trainCount === null ? '' : `, ${trainCount.toLocaleString('en')} to learn from`}
- SHA-256 of the training pictures and labels: ${dataHash ?? 'not known here; the run’s receipt has it'}

## How right it is

${accuracyLine(facts)}

## Recipe

${recipe.map(([name, value]) => `- ${name}: ${value}`).join('\n')}
- Adam, linear warm-up, cosine to zero; ${config.mirror === false ? 'pictures never mirrored' : 'pictures mirrored at random'}${config.startedFrom ? `\n- it began with the weights of the network with SHA-256 ${config.startedFrom}` : ''}
- code version ${markdownText(facts.codeVersion)}, ${facts.date}
- SHA-256 of the final network: ${snapshotHash ?? 'the run has not ended'}

## Size

${packedBytes === null ? 'It has a first layer or more in float, and no packed form.' : `${packedBytes.toLocaleString('en')} bytes packed.`}

## What it is not for

It was trained in a browser to be looked into. It has seen few pictures, knows only the classes above, and answers one of them
to any picture at all, with no way to say "none of these". Decide nothing about people, health, money or safety with it.
`;
}
