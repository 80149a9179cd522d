/** All worksheets by their chapter's slug. One of them is made of a recorded study, so they are made while the site is built. */
import type { Worksheet } from './worksheet.ts';
import { WHAT_A_BIT_COSTS } from './worksheets/what-a-bit-costs.ts';

const ALL: readonly Worksheet[] = [WHAT_A_BIT_COSTS];

export const WORKSHEETS: ReadonlyMap<string, Worksheet> = new Map(ALL.map((sheet) => [sheet.slug, sheet]));
