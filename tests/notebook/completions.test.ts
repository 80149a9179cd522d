import { describe, expect, test } from 'vitest';
import { completionsAt, type ApiName } from '#lib/notebook/completions.ts';

const entry = (room: string, name: string): ApiName => ({ room, name, signature: `${name}()`, text: '' });
const api = [
	entry('', 'show'),
	entry('core', 'fixedTable'),
	entry('core', 'unitLevel'),
	entry('run', 'pause')
];

describe('completions', () => {
	const at = (before: string, explicit = false) => {
		const found = completionsAt(before, explicit, api, ['mine']);
		return found && { typed: found.typed, names: found.names.map(({ name }) => name) };
	};

	test('after a room: what is in it', () => {
		expect(at('const a = core.fi')).toEqual({ typed: 'fi', names: ['fixedTable', 'unitLevel'] });
		expect(at('run.')).toEqual({ typed: '', names: ['pause'] });
	});

	test('of a word: other cells, rooms, and what stands alone', () => {
		expect(at('f(mi')).toEqual({ typed: 'mi', names: ['mine', 'core', 'show'] });
	});

	test('of nothing: only when asked', () => {
		expect(at('')).toBeNull();
		expect(at('', true)?.names).toContain('core');
	});

	test('after any other object: nothing', () => {
		expect(at('a.core.f')).toBeNull();
		expect(at('thing.f')).toBeNull();
	});
});
