/** What a chapter's figures need of recorded studies and of whole data sets: a few numbers, worked out while the site is built. */
import { readRecordedBench } from '#lib/run/recorded-bench-file.server.ts';
import { readRecordedCalls } from '#lib/run/recorded-calls-file.server.ts';
import { embeddingFigures } from './embedding-figures.server.ts';
import { firstLayerFigures } from './first-layer-figures.server.ts';
import { integersFigures } from './integers-figures.server.ts';
import { raceFigures } from './race-figures.server.ts';
import { recordedCodes } from './recorded-codes.server.ts';

/** By chapter; a widget reads its own entry from the page's data. */
const FIGURES: Readonly<Record<string, () => Figures>> = {
	'the-first-layer-problem': () => ({ firstLayer: firstLayerFigures() }),
	'one-number-many-bits': () => ({ codes: recordedCodes() }),
	'integers-only': () => ({ integers: integersFigures() }),
	'is-it-faster': () => ({ bench: readRecordedBench(), calls: readRecordedCalls() }),
	'the-race': () => ({ race: raceFigures() }),
	'pixel-embedding': () => ({ embedding: embeddingFigures() })
};

type Figures = Readonly<Record<string, unknown>>;
/** The chapter's page and the teacher's pages ask for the same. */
const made = new Map<string, Figures>();

/** The entries of one chapter; none where its figures need nothing. */
export function chapterFigures(slug: string): Figures {
	const figures = made.get(slug) ?? FIGURES[slug]?.() ?? {};
	made.set(slug, figures);
	return figures;
}
