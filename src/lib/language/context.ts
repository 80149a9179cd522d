/** Hands the page's language to everything that it shows. Outside a page it is English. */
import { getContext, setContext } from 'svelte';
import { ENGLISH_WORDS, wordsIn, type Spoken, type Words } from './language.ts';

const KEY = Symbol('language');

/** @param spoken the language of the page now; what follows from it follows it */
export function provideWords(spoken: () => Spoken): Words {
	return setContext(KEY, wordsIn(spoken));
}

/** The words of the page around a component. Call it while the component is made. */
export const words = (): Words => getContext<Words | undefined>(KEY) ?? ENGLISH_WORDS;
