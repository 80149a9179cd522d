import { expect, it } from 'vitest';
import { durationText } from '#lib/figures/duration.ts';

it('says seconds, minutes or hours, rounded up', () => {
	expect(durationText(0)).toBe('0 s');
	expect(durationText(0.2)).toBe('1 s');
	expect(durationText(59.5)).toBe('1 min 0 s');
	expect(durationText(130)).toBe('2 min 10 s');
	expect(durationText(3_720)).toBe('1 h 2 min');
});
