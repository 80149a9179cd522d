/** All worksheets by their chapter's slug. One of them is made of a recorded study, so they are made while the site is built. */
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import type { Worksheet } from './worksheet.ts';
import { A_CONVOLUTION_IN_FEW_BITS } from './worksheets/a-convolution-in-few-bits.ts';
import { INTEGERS_ONLY } from './worksheets/integers-only.ts';
import { IS_IT_FASTER } from './worksheets/is-it-faster.ts';
import { ONE_NUMBER_MANY_BITS } from './worksheets/one-number-many-bits.ts';
import { PIXEL_EMBEDDING } from './worksheets/pixel-embedding.ts';
import { THE_FIRST_LAYER_PROBLEM } from './worksheets/the-first-layer-problem.ts';
import { theRace } from './worksheets/the-race.ts';
import { TRAINING_THROUGH_A_STAIRCASE } from './worksheets/training-through-a-staircase.ts';
import { WHAT_A_BIT_COSTS } from './worksheets/what-a-bit-costs.ts';

const ALL: readonly Worksheet[] = [
	WHAT_A_BIT_COSTS,
	A_CONVOLUTION_IN_FEW_BITS,
	TRAINING_THROUGH_A_STAIRCASE,
	THE_FIRST_LAYER_PROBLEM,
	ONE_NUMBER_MANY_BITS,
	PIXEL_EMBEDDING,
	theRace(readRecordedStudy('materials-dark')),
	INTEGERS_ONLY,
	IS_IT_FASTER
];

export const WORKSHEETS: ReadonlyMap<string, Worksheet> = new Map(ALL.map((sheet) => [sheet.slug, sheet]));
