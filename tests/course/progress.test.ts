import { describe, expect, it } from 'vitest';
import { NOTHING_DONE, readProgress, withDone, writeProgress } from '#lib/course/progress.ts';

/** A storage with one value. */
function storage(text: string | null = null) {
	let kept = text;
	return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
}
const refusing = {
	getItem: (): string => {
		throw new DOMException('no', 'SecurityError');
	},
	setItem: (): void => {
		throw new DOMException('full', 'QuotaExceededError');
	}
};

describe('progress', () => {
	it('comes back as it was written', () => {
		const place = storage();
		const done = {
			'the-race': { read: ['seeds'], passed: [], answers: { q: '3' }, guesses: { gap: [1, 2] } }
		};
		expect(writeProgress(place, done)).toBe(true);
		expect(readProgress(place)).toEqual(done);
	});

	it('is empty where storage is missing, refused, or holds something else', () => {
		const strange = [
			'',
			'{',
			'[]',
			'{"version":2,"chapters":{}}',
			'{"version":1,"chapters":{"a":{"read":"b"}}}'
		];
		for (const text of strange) expect(readProgress(storage(text))).toEqual({});
		expect(readProgress(null)).toEqual({});
		expect(readProgress(refusing)).toEqual({});
	});

	it('says when it was not kept', () => {
		expect(writeProgress(null, {})).toBe(false);
		expect(writeProgress(refusing, {})).toBe(false);
	});

	it('counts a section once', () => {
		const once = withDone(NOTHING_DONE, 'read', 'levels');
		expect(once.read).toEqual(['levels']);
		expect(withDone(once, 'read', 'levels')).toBe(once);
		expect(NOTHING_DONE.read).toEqual([]);
	});
});
