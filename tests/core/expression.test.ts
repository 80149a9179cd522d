import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES, MAX_CHARACTERS, parseExpression } from '#lib/core/expression.ts';

function valueAt(text: string, x: number): number {
	const parsed = parseExpression(text);
	if (parsed.kind === 'mistake') throw new Error(`${text}: ${parsed.message}`);
	return parsed.at(x);
}

function mistakeIn(text: string): { message: string; position: number } {
	const parsed = parseExpression(text);
	if (parsed.kind === 'expression') throw new Error(`${text} was read without a mistake`);
	return parsed;
}

describe('an expression of x', () => {
	it.each([
		['1', 7, 1],
		['x', 7, 7],
		['.5 + 1.5e1', 0, 15.5],
		['2 + 3 * 4', 0, 14],
		['(2 + 3) * 4', 0, 20],
		['7 - 2 - 1', 0, 4],
		['8 / 4 / 2', 0, 1],
		['2 ^ 3 ^ 2', 0, 512],
		['-x^2', 3, -9],
		['2 ^ -1', 0, 0.5],
		['--x', 5, 5],
		['X × 2 − 1', 4, 7],
		['x >= 0', 0, 1],
		['x > 0', 0, 0],
		['(x ≥ 0) * (x ≤ 1)', 0.5, 1],
		['(x >= 0) * (x <= 1)', 1.5, 0],
		['x == 2', 2, 1],
		['x != 2', 2, 0],
		['abs(x - 3)', 1, 2],
		['min(3, x, 2)', 5, 2],
		['max(0, 1 - abs(2*x - 1))', 0.5, 1],
		['exp(0) + tanh(0)', 0, 1]
	])('%s at %d is %d', (text, x, expected) => {
		expect(valueAt(text, x)).toBe(expected);
	});

	it('may be infinite, which its reader has to look at', () => {
		expect(valueAt('1/x', 0)).toBe(Infinity);
		expect(valueAt('0/0', 0)).toBeNaN();
	});

	it.each([
		['', 'Write a function', 0],
		['1 +', 'missing at the end', 3],
		['2 x', 'missing before “x”', 2],
		['2(x)', 'missing before “(”', 1],
		['(x', 'never closed', 0],
		['x)', 'closes nothing', 1],
		['sin(x)', 'no “sin”', 0],
		['y', 'no “y”', 0],
		['abs x', 'needs brackets', 0],
		['abs(1, 2)', 'takes one number', 0],
		['max(1)', 'at least two', 0],
		['* 2', 'before “*”', 0],
		['x = 1', '“=” has no meaning', 2],
		['x; alert(1)', '“;” has no meaning', 1],
		['(1, 2)', 'comma', 2],
		['constructor', 'no “constructor”', 0],
		['tostring(x)', 'no “tostring”', 0]
	])('%s is a mistake with its place', (text, words, position) => {
		const found = mistakeIn(text);
		expect(found.message).toContain(words);
		expect(found.position).toBe(position);
	});

	it('refuses a text that is too long', () => {
		expect(mistakeIn('1+'.repeat(MAX_CHARACTERS)).message).toContain(`${MAX_CHARACTERS} characters`);
	});
});

describe('an expression, fuzzed', () => {
	const piece = fc.constantFrom(
		...FUNCTION_NAMES,
		...[
			'x',
			'0',
			'1.5',
			'2e3',
			'+',
			'-',
			'*',
			'/',
			'^',
			'(',
			')',
			',',
			'<',
			'<=',
			'==',
			' ',
			'é',
			'𝑥',
			'__proto__'
		]
	);

	it('any text gives a function or a mistake inside the text, and never an exception', () => {
		const texts = fc.oneof(
			fc.string({ maxLength: 140 }),
			fc.string({ unit: 'grapheme', maxLength: 60 }),
			fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
		);
		fc.assert(
			fc.property(texts, (text) => {
				const parsed = parseExpression(text);
				if (parsed.kind === 'expression') expect(typeof parsed.at(0.3)).toBe('number');
				else {
					expect(parsed.message).not.toBe('');
					expect(parsed.position).toBeGreaterThanOrEqual(0);
					expect(parsed.position).toBeLessThanOrEqual(text.length);
				}
			}),
			{ numRuns: 10_000 }
		);
	});

	it('says what JavaScript says about the same arithmetic', () => {
		interface Sum {
			readonly ours: string;
			readonly theirs: (x: number) => number;
		}
		const { sum } = fc.letrec<{ sum: Sum }>((tie) => ({
			sum: fc.oneof(
				{ maxDepth: 3 },
				fc.integer({ min: 0, max: 9 }).map((n): Sum => ({ ours: String(n), theirs: () => n })),
				fc.constant<Sum>({ ours: 'x', theirs: (x) => x }),
				fc
					.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/', '<', 'min'), tie('sum'))
					.map(([a, sign, b]): Sum => {
						const ours = sign === 'min' ? `min(${a.ours},${b.ours})` : `(${a.ours}${sign}${b.ours})`;
						const theirs = (x: number): number => {
							const [p, q] = [a.theirs(x), b.theirs(x)];
							return {
								'+': p + q,
								'-': p - q,
								'*': p * q,
								'/': p / q,
								'<': Number(p < q),
								min: Math.min(p, q)
							}[sign];
						};
						return { ours, theirs };
					})
			)
		}));
		fc.assert(
			fc.property(sum, fc.double({ min: -3, max: 3, noNaN: true }), ({ ours, theirs }, x) => {
				fc.pre(ours.length <= MAX_CHARACTERS);
				expect(valueAt(ours, x)).toBe(theirs(x));
			}),
			{ numRuns: 2_000 }
		);
	});
});
