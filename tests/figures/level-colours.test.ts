import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEVEL_COLOURS, colourBytes, meanLevelColour } from '#lib/figures/level-colours.ts';

const tokens = readFileSync('src/styles/tokens.css', 'utf8');

/** WCAG 2.2 relative luminance, 0..1. */
function luminance(hex: string): number {
	const [red, green, blue] = colourBytes(hex).map((byte) => {
		const x = byte / 255;
		return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1..21. */
function contrast(a: string, b: string): number {
	const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

/** A token's values: one colour, or one for light and one for dark. */
function token(name: string): { light: string; dark: string } {
	const value = new RegExp(`--${name}: ([^;]+);`).exec(tokens)?.[1] ?? '';
	const colours = value.match(/#[0-9a-f]{6}/g) ?? [];
	return { light: colours[0] ?? '', dark: colours[colours.length - 1] ?? '' };
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const CONFUSIONS = {
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

function seenLuminance(hex: string, matrix: number[][]): number {
	const linear = colourBytes(hex).map((byte) => {
		const x = byte / 255;
		return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
	});
	const [red, green, blue] = matrix.map((row) =>
		Math.min(
			Math.max(
				row.reduce((sum, m, i) => sum + m * linear[i], 0),
				0
			),
			1
		)
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the four level colours', () => {
	it('are the same in the stylesheet and in the module', () => {
		expect([0, 1, 2, 3].map((level) => token(`level-${level}`).light)).toEqual([...LEVEL_COLOURS]);
	});

	it('rise in luminance, each at least 1.9 times its neighbour', () => {
		for (let level = 1; level < 4; level++) {
			expect(luminance(LEVEL_COLOURS[level])).toBeGreaterThan(luminance(LEVEL_COLOURS[level - 1]));
			expect(contrast(LEVEL_COLOURS[level], LEVEL_COLOURS[level - 1])).toBeGreaterThan(1.9);
		}
	});

	it.each(Object.keys(CONFUSIONS) as (keyof typeof CONFUSIONS)[])('keep their order with %s', (kind) => {
		const seen = LEVEL_COLOURS.map((hex) => seenLuminance(hex, CONFUSIONS[kind]) + 0.05);
		for (let level = 1; level < 4; level++) expect(seen[level] / seen[level - 1]).toBeGreaterThan(1.5);
	});

	it('stand off both papers', () => {
		const paper = token('paper');
		for (const hex of LEVEL_COLOURS) {
			expect(contrast(hex, paper.light)).toBeGreaterThan(1.25);
			expect(contrast(hex, paper.dark)).toBeGreaterThan(1.5);
		}
	});

	it('carry a readable digit', () => {
		for (let level = 0; level < 4; level++)
			expect(contrast(LEVEL_COLOURS[level], token(`on-level-${level}`).light)).toBeGreaterThan(4.5);
	});
});

describe('the text colours', () => {
	it.each(['ink', 'ink-soft', 'ink-faint', 'accent', 'right', 'wrong'])('%s reads on both papers', (name) => {
		for (const theme of ['light', 'dark'] as const) {
			expect(contrast(token(name)[theme], token('paper')[theme])).toBeGreaterThan(4.5);
			expect(contrast(token(name)[theme], token('paper-sunk')[theme])).toBeGreaterThan(4.2);
		}
	});
});

describe('the colour of a mean of levels', () => {
	it("is the level's own on a level and halfway between on half a level", () => {
		expect([0, 1, 2, 3].map(meanLevelColour)).toEqual([...LEVEL_COLOURS]);
		// #33257c and #a13a80: (0x33 + 0xa1) / 2 = 106 = 0x6a, (0x25 + 0x3a) / 2 = 47.5, (0x7c + 0x80) / 2 = 126 = 0x7e.
		expect(meanLevelColour(0.5)).toBe('#6a307e');
	});

	it('refuses what no mean of two-bit levels can be', () => {
		expect(() => meanLevelColour(3.1)).toThrow('0..3, got 3.1');
	});
});
