import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PacedWords } from '../../src/lib/figures/paced-words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a run that reports ten times a second is told of once in the pace, with what is true then', () => {
	const said: string[] = [];
	const paced = new PacedWords((words) => said.push(words), 1000);
	for (let tenth = 0; tenth < 25; tenth++) {
		paced.now(`step ${tenth}`);
		vi.advanceTimersByTime(100);
	}
	expect(said).toEqual(['step 0', 'step 9', 'step 19']);
});

test('the last words are said, although nothing comes after them', () => {
	const said: string[] = [];
	const paced = new PacedWords((words) => said.push(words), 1000);
	paced.now('step 1');
	paced.now('finished');
	expect(said).toEqual(['step 1']);
	vi.advanceTimersByTime(1000);
	expect(said).toEqual(['step 1', 'finished']);
});

test('nothing is said twice, nothing after the figure is gone, and silence comes at once', () => {
	const said: string[] = [];
	const paced = new PacedWords((words) => said.push(words), 1000);
	paced.now('step 1');
	vi.advanceTimersByTime(5000);
	paced.now('step 1');
	paced.now('');
	expect(said).toEqual(['step 1', '']);
	paced.now('step 2');
	paced.now('step 3');
	paced.dispose();
	vi.advanceTimersByTime(5000);
	expect(said).toEqual(['step 1', '', 'step 2']);
});
