import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '#lib/teach/embed-list.ts';
import { embedAddress, embedSnippet, stateInLink, type Snippet } from '#lib/teach/embed-snippet.ts';

describe('the figures of a page', () => {
	it('are its frames and what is fetched later, not its still figures', () => {
		const page = `<figure id="still" class="a"><figcaption>Drawn.</figcaption></figure>
			<figure id="bits" class="widget b" aria-labelledby="bits-title"><header><p class="title b" id="bits-title">Bits &amp; <b>pieces</b></p>
			</header><button>Camera</button><figcaption>x</figcaption></figure>
			<figure id="later" aria-label="333,568 bytes &lt; more" class="c"><p>Camera</p></figure>
			<figure id="last" class="widget b" aria-labelledby="last-title"><p class="title" id="last-title">Last</p><figcaption>The camera</figcaption></figure>`;
		expect(figuresOf(page)).toEqual([
			{ id: 'bits', title: 'Bits & pieces', camera: true },
			{ id: 'later', title: '333,568 bytes < more', camera: true },
			{ id: 'last', title: 'Last', camera: false }
		]);
		expect(() => figuresOf('<figure id="a" class="widget" aria-labelledby="a-title">')).toThrow(
			'“a” has no title'
		);
	});
});

describe('a snippet', () => {
	const snippet: Snippet = {
		chapter: 'https://school.example/course/what-a-bit-costs/',
		figure: 'bit-microscope',
		title: 'A "picture" <in> fewer bits',
		height: 812,
		theme: 'dark',
		camera: true,
		state: 'w=bit-microscope&bits=3'
	};

	it('names address, title, height and what the frame may do', () => {
		expect(embedSnippet(snippet)).toBe(
			`<iframe src="https://school.example/course/what-a-bit-costs/?embed=bit-microscope&amp;theme=dark#w=bit-microscope&amp;bits=3"
  title="A &quot;picture&quot; &lt;in&gt; fewer bits, from A Word for Every Pixel"
  width="100%" height="812" style="border: 0" loading="lazy"
  allow="fullscreen; clipboard-write; camera"></iframe>`
		);
		expect(embedAddress({ ...snippet, theme: 'auto', state: '' })).toBe(
			`${snippet.chapter}?embed=bit-microscope`
		);
		expect(embedSnippet({ ...snippet, camera: false })).not.toContain('camera');
	});

	it('takes a state out of a link to this figure alone', () => {
		const link = 'https://x.example/what-a-bit-costs/?embed=bit-microscope#w=bit-microscope&bits=3';
		expect(stateInLink(link, 'bit-microscope')).toBe('w=bit-microscope&bits=3');
		expect(stateInLink(link, 'staircase')).toBeNull();
		expect(stateInLink('nonsense', 'staircase')).toBeNull();
		expect(stateInLink('https://x.example/#w="><script>', 'staircase')).toBeNull();
	});

	it('cannot be left by what a pasted link holds', () => {
		const state = stateInLink('#w=staircase&x="></iframe><script>alert(1)</script>', 'staircase')!;
		expect(embedSnippet({ ...snippet, state })).not.toMatch(/<script|"><\/iframe><script/);
	});
});

it('every component of the chapters that has a frame is one that the list finds by its frame', () => {
	// The list reads built pages for `<figure id` with a title; whoever draws such a figure does it with these two components.
	const folder = join(import.meta.dirname, '../../src/lib/widgets');
	const frame = readFileSync(join(folder, 'WidgetFrame.svelte'), 'utf8').replace(/\s+/g, ' ');
	expect(frame).toContain('aria-labelledby="{id}-title"');
	expect(frame).toContain('<p class="title" id="{id}-title">{title}</p>');
	const later = readFileSync(join(folder, 'LaterWidget.svelte'), 'utf8');
	expect(later).toContain('<figure {id} aria-label={title}>');
	const others = readdirSync(folder)
		.filter((name) => name.endsWith('.svelte') && !/^(WidgetFrame|LaterWidget)\./.test(name))
		.filter((name) => /<figure[^>]*aria-label/.test(readFileSync(join(folder, name), 'utf8')));
	expect(others).toEqual([]);
});
