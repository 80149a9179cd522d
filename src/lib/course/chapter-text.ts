/** What a page in the form of a chapter says about itself: a chapter of the course, or a page like the one on design. */
import type { Section } from './chapter-file.ts';

export interface ChapterText {
	/** Position in the course, or null for a page that is no chapter. */
	readonly number: number | null;
	readonly slug: string;
	readonly title: string;
	readonly summary: string;
	readonly minutes: number;
	readonly prerequisites: readonly string[];
	readonly introduces: readonly string[];
	readonly sections: readonly Section[];
	/** Keys of the references it cites. */
	readonly cites: readonly string[];
}
