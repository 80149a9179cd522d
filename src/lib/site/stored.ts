/**
 * Everything that this site writes into a reader's browser, for the page about privacy and for deleting it. A test compares the
 * list with the source: a file that stores something and is not named here fails it.
 */
import { cachePrefix } from './copy-list.ts';

export interface StoredThing {
	readonly kind: 'localStorage' | 'sessionStorage' | 'IndexedDB' | 'Cache storage';
	/** Its key, or the name of its database; with `prefix`, what all its keys begin with. */
	readonly name: string;
	readonly prefix?: true;
	/** What it is, as a reader would say it. */
	readonly what: string;
	readonly until: string;
	/** The files that write it; none where a library does. */
	readonly files: readonly string[];
}

export const STORED: readonly StoredThing[] = [
	{
		kind: 'localStorage',
		name: 'course-progress',
		what: 'sections you have read, questions you have answered, guesses you have made',
		until: 'you delete it',
		files: ['src/lib/course/progress.ts', 'src/lib/course/reader.svelte.ts']
	},
	{
		kind: 'localStorage',
		name: 'notebook:',
		prefix: true,
		what: 'your text of a notebook’s cells',
		until: 'you reset that notebook, or delete it here',
		files: ['src/lib/notebook/autosave.ts']
	},
	{
		kind: 'localStorage',
		name: 'theme',
		what: 'whether you chose the light or the dark page',
		until: 'you delete it',
		files: ['src/routes/ThemeToggle.svelte']
	},
	{
		kind: 'localStorage',
		name: 'offline-copy',
		what: 'that you want no copy for offline use',
		until: 'you want one again',
		files: ['src/lib/site/register-copy.ts']
	},
	{
		kind: 'IndexedDB',
		name: 'a-word-for-every-pixel',
		what: 'runs you have kept, with their networks, and where an unfinished run stands',
		until: 'you delete the run in the lab, or everything here',
		files: ['src/lib/run/kept-runs.svelte.ts']
	},
	{
		kind: 'IndexedDB',
		name: 'a-word-for-every-pixel: pictures',
		what: 'your own pictures, made small, if you have asked for it',
		until: 'you delete them in the lab, or everything here',
		files: ['src/lib/widgets/own-pictures/kept-pictures.ts']
	},
	{
		kind: 'localStorage',
		name: 'course-learner',
		what: 'in a learning platform: a short sum of whose progress it is, so that two learners at one machine are told apart',
		until: 'you delete it',
		files: ['src/lib/teach/scorm-learner.ts', 'src/lib/teach/scorm.svelte.ts']
	},
	{
		kind: 'localStorage',
		name: 'course-progress-of-',
		prefix: true,
		what: 'in a learning platform: the progress of another learner at this machine, put aside',
		until: 'you delete it',
		files: ['src/lib/teach/scorm-learner.ts']
	},
	{
		kind: 'localStorage',
		name: 'hand-in',
		what: 'the name, the exercise and the receipts of a hand-in file that you are making',
		until: 'you delete it',
		files: ['src/lib/teach/hand-in-memory.ts', 'src/routes/hand-in/+page.svelte']
	},
	{
		kind: 'IndexedDB',
		name: 'a-word-for-every-pixel-board',
		what: 'the files of a class that a teacher has put on the results board, if kept there',
		until: 'the teacher deletes them, or everything here',
		files: ['src/lib/teach/kept-board.ts']
	},
	{
		kind: 'IndexedDB',
		name: 'keyval-store',
		what: 'whether training was faster on this machine’s processor or graphics, so that it is not measured each time',
		until: 'you delete it',
		files: ['src/lib/worker/train.worker.ts']
	},
	{
		kind: 'Cache storage',
		name: 'a-word-for-every-pixel ',
		prefix: true,
		what: 'the copy of the course for offline use; nothing of yours',
		until: 'a newer version replaces it, or you switch it off',
		files: ['src/lib/site/offline-copy.ts']
	},
	{
		kind: 'sessionStorage',
		name: 'sveltekit:',
		prefix: true,
		what: 'how far down a page you were, for the back button',
		until: 'you close the tab',
		files: []
	}
];

const isOf = (thing: StoredThing, name: string): boolean =>
	thing.prefix ? name.startsWith(thing.name) : name === thing.name;

/** The names, out of all that a browser holds at this origin, that this site has written. */
export function ownNames(kind: StoredThing['kind'], names: readonly string[]): string[] {
	const things = STORED.filter((thing) => thing.kind === kind);
	return names.filter((name) => things.some((thing) => isOf(thing, name)));
}

/** Of the caches, those of this site alone: one host may hold several courses. */
export function ownCaches(names: readonly string[], scope: string): string[] {
	return names.filter((name) => name.startsWith(cachePrefix(scope)));
}
