import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { markdownText, modelCard, type ModelFacts } from '#lib/run/model-card.ts';

const facts: ModelFacts = {
	config: defaultConfig({ kind: 'dither', wordLength: 4, bits: 2 }, { kind: 'cifar-10' }),
	encoding: 'Dither, 4 × 2 bits',
	pictures: 'CIFAR-10',
	dataHash: 'd'.repeat(64),
	snapshotHash: 'e'.repeat(64),
	classNames: ['cat', 'dog'],
	testAccuracy: 0.75,
	testCount: 100,
	trainCount: 8000,
	packedBytes: 12248,
	codeVersion: 'abc',
	date: '2026-01-31'
};

describe('a model card', () => {
	it('says how right the network was, with an interval, and on what', () => {
		const card = modelCard(facts);
		// Wilson's interval of 75 of 100.
		expect(card).toContain('75.0 % of 100 test pictures right; 95 % interval 65.7 % to 82.5 %');
		expect(card).toContain('CIFAR\\-10, 8,000 to learn from');
		expect(card).toContain('d'.repeat(64));
		expect(card).toContain('12,248 bytes packed');
		expect(card).toContain('- seed: 1\n');
	});

	it('claims nothing that is not known', () => {
		const card = modelCard({
			...facts,
			testAccuracy: null,
			dataHash: null,
			packedBytes: null,
			snapshotHash: null
		});
		expect(card).toContain('It was not tested');
		expect(card).toContain('not known here');
		expect(card).toContain('no packed form');
		expect(card).not.toContain('% of 100');
	});

	it('lets no class name mark anything up', () => {
		expect(markdownText('<b>[x](y)</b>\n# *')).toBe('&lt;b\\>\\[x\\]\\(y\\)&lt;/b\\> \\# \\*');
		expect(modelCard({ ...facts, classNames: ['a\n\n# big', 'b'] })).toContain('0. a \\# big\n');
	});
});
