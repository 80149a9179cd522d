import { describe, expect, it } from 'vitest';
import { citedIn, sectionsOf } from '#lib/course/chapter-file.ts';
import { describe as describeText, listChapters } from '#lib/course/chapter-index.ts';
import { readFrontMatter } from '#lib/course/front-matter.ts';
import { sectionId } from '#lib/course/section-id.js';

const HEAD = `title: What a bit costs
summary: "Take a photograph: from eight bits to one."
minutes: 12
prerequisites: [convolution]
introduces: [level, step]`;
const file = (head = HEAD, text = 'A first paragraph.\n'): string => `---\n${head}\n---\n${text}`;

describe('front matter', () => {
	it('is read with its lists, numbers and colons', () => {
		expect(readFrontMatter(file())).toEqual({
			fields: {
				title: 'What a bit costs',
				summary: 'Take a photograph: from eight bits to one.',
				minutes: 12,
				prerequisites: ['convolution'],
				introduces: ['level', 'step']
			},
			text: 'A first paragraph.\n'
		});
	});

	it.each([
		['minutes: 12', 'minutes: 90', /minutes/],
		['minutes: 12', 'minutes: twelve', /minutes/],
		['[level, step]', '[level, stpe]', /the glossary has no “stpe”/],
		['minutes: 12', 'minutes: 12\nauthor: me', /author/],
		['minutes: 12', 'minutes: 12\nminutes: 13', /"minutes" twice/],
		['minutes: 12', 'minutes 12', /one "key: value"/],
		['from eight bits to one."', 'no"', /summary/]
	])('refuses %s written as %s', (right, wrong, message) => {
		expect(() => readFrontMatter(file(HEAD.replace(right, wrong)))).toThrow(message);
	});

	it('must be there', () => {
		expect(() => readFrontMatter('A paragraph.\n')).toThrow(/front matter between/);
	});
});

describe('a chapter’s text', () => {
	it('has its second-level headings as sections, and the check at its end', () => {
		const text = [
			'## Levels and $2^b$',
			'### Not this',
			'```python',
			'## a comment',
			'```',
			'## The *step*',
			'<Check questions={CHECK} />'
		].join('\n');
		expect(sectionsOf(text)).toEqual([
			{ id: 'levels-and-2-b', title: 'Levels and 2^b' },
			{ id: 'the-step', title: 'The step' },
			{ id: 'check', title: 'Check your understanding' }
		]);
	});

	it('cites each key once, in order', () => {
		expect(citedIn('a <Cite key="zhou2016" /> b <Cite key="choi2018" /> <Cite key="zhou2016" />')).toEqual([
			'zhou2016',
			'choi2018'
		]);
	});

	it('may not cite what is not listed', () => {
		expect(() => describeText(file(HEAD, 'Said <Cite key="nobody1900" />.'))).toThrow(/nobody1900/);
	});

	it('makes anchors of letters and digits alone', () => {
		expect(sectionId('Is it faster? (1.7×)')).toBe('is-it-faster-1-7');
		expect(() => sectionId('?!')).toThrow(RangeError);
	});
});

describe('the list of chapters', () => {
	it('has nine, of which those with a file are written', () => {
		const chapters = listChapters({ '/content/chapters/01-what-a-bit-costs.md': file() });
		expect(chapters.map(({ written }) => written)).toEqual([true, ...Array<boolean>(8).fill(false)]);
		expect(chapters[0]).toMatchObject({ number: 1, minutes: 12, sections: [], cites: [] });
	});

	it.each([
		['/content/chapters/02-what-a-bit-costs.md', HEAD, /is chapter 1, not 2/],
		['/content/chapters/what-a-bit-costs.md', HEAD, /NN-slug\.md/],
		['/content/chapters/01-no-such-thing.md', HEAD, /NN-slug\.md/],
		['/content/chapters/01-what-a-bit-costs.md', HEAD.replace('What a', 'What one'), /title: it must be/]
	])('refuses %s', (path, head, message) => {
		expect(() => listChapters({ [path]: file(head) })).toThrow(message);
	});
});
