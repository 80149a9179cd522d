/**
 * Whose work a browser holds. Pupils share computers, and a learning platform serves all of them under one address, where they
 * would share one progress too: another learner's work is put aside here, and his own comes back with him. What is written is a
 * hash of the platform's id, no name.
 */
import { readProgress, writeProgress, type Progress } from '#lib/course/progress.ts';
import { shortHash } from './scorm-suspend.ts';

const OWNER = 'course-learner';
const SHELF = 'course-progress-of-';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * Puts `present` aside when it is another learner's. Work of nobody known becomes the learner's.
 * @returns the learner's own progress to show instead; null when the present one stays
 * @throws Error when there is no room to put the other's work aside: nothing has been changed then
 */
export function changeLearner(storage: Storage | null, learner: string, present: Progress): Progress | null {
	if (!storage || learner === '') return null;
	const arriving = shortHash(learner) + shortHash(`${learner}+`);
	const owner = storage.getItem(OWNER);
	if (owner !== null && owner !== arriving) {
		const shelf = `${SHELF}${owner}`;
		if (!writeProgress({ setItem: (_, text) => storage.setItem(shelf, text) }, present))
			throw new Error('this browser holds another learner’s work and has no room to put it aside');
	}
	storage.setItem(OWNER, arriving);
	if (owner === null || owner === arriving) return null;
	return readProgress({ getItem: () => storage.getItem(`${SHELF}${arriving}`) });
}
