/** What the slides of a deck share: how they are shown, and their numbers. */
import { getContext, setContext } from 'svelte';

const KEY = Symbol('deck');

/** As slides on a wall, or as a speaker's pages: each slide small, its notes beside it. */
export type DeckView = 'slides' | 'notes';

interface Deck {
	readonly view: DeckView;
	count: number;
}

export const startDeck = (view: DeckView): void => void setContext<Deck>(KEY, { view, count: 0 });

function deck(): Deck {
	const found = getContext<Deck | undefined>(KEY);
	if (!found) throw new RangeError('a slide stands in a deck');
	return found;
}

/** The next slide's number, from 1. */
export function nextSlide(): number {
	const found = deck();
	found.count += 1;
	return found.count;
}

export const deckView = (): DeckView => deck().view;
