/** The first part of a translated page's address: a language that something is translated into. */
import { TRANSLATED } from '#lib/language/language.ts';
import type { ParamMatcher } from '@sveltejs/kit';

export const match: ParamMatcher = (param) => TRANSLATED.some(({ code }) => code === param);
