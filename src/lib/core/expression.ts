/**
 * A small language for one function, of x or of a few named numbers, so that a reader can write a backward pass or a code
 * for pixels without the page running their code.
 *
 * Numbers, x, + - * / ^, parentheses, comparisons (1 where true, 0 where not), abs, exp, floor, sqrt, tanh, min and max.
 * Nothing else: no assignment, no eval. Parsing costs time in proportion to the text, which is at most MAX_CHARACTERS long.
 *
 *   comparison := sum (('<' | '<=' | '>' | '>=' | '==' | '!=') sum)*
 *   sum        := product (('+' | '-') product)*
 *   product    := signed (('*' | '/') signed)*
 *   signed     := '-' signed | '+' signed | power
 *   power      := atom ('^' signed)?            right to left: 2^3^2 is 2^9, and -x^2 is -(x^2)
 *   atom       := number | name | '(' comparison ')' | function '(' comparison (',' comparison)* ')'
 */

export type Expression =
	| {
			readonly kind: 'expression';
			/** Its value, given its names' values in their order; may be infinite or NaN, as in 1/0. */
			readonly at: (...values: number[]) => number;
	  }
	| {
			readonly kind: 'mistake';
			/** One sentence for the reader. */
			readonly message: string;
			/** Where in the text, from 0. */
			readonly position: number;
	  };

type Evaluate = (values: readonly number[]) => number;

/** Longer texts are refused: no sensible backward pass needs them. */
export const MAX_CHARACTERS = 120;

const ONE_ARGUMENT: Readonly<Record<string, (a: number) => number>> = {
	abs: Math.abs,
	exp: Math.exp,
	floor: Math.floor,
	sqrt: Math.sqrt,
	tanh: Math.tanh
};
const MANY_ARGUMENTS: Readonly<Record<string, (...all: number[]) => number>> = {
	min: Math.min,
	max: Math.max
};
/** Every word the language knows, as its error messages list them. */
export const FUNCTION_NAMES: readonly string[] = [
	...Object.keys(ONE_ARGUMENT),
	...Object.keys(MANY_ARGUMENTS)
];

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
	'<': (a, b) => a < b,
	'<=': (a, b) => a <= b,
	'>': (a, b) => a > b,
	'>=': (a, b) => a >= b,
	'==': (a, b) => a === b,
	'!=': (a, b) => a !== b
};

interface Token {
	readonly kind: 'number' | 'word' | 'sign' | 'end';
	readonly text: string;
	readonly position: number;
}

const TOKEN =
	/\s*(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z]+)|(<=|>=|==|!=|[-+*/^(),<>]))/iy;

/** Typed by hand or pasted from a page. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	'−': '-',
	'–': '-',
	'·': '*',
	'×': '*',
	'≤': '<=',
	'≥': '>='
};

/** A mistake on its way out of the parser; never leaves this file. */
class Mistake extends Error {
	readonly position: number;
	constructor(message: string, position: number) {
		super(message);
		this.position = position;
	}
}

/**
 * Reads an expression; a text that is none comes back as a mistake with its place, never as an exception.
 * @param names of the numbers it is a function of, lower case
 * @param example what a reader who wrote nothing is told to try
 */
export function parseExpression(
	text: string,
	names: readonly string[] = ['x'],
	example = '1 or max(0, 1 - abs(x))'
): Expression {
	if (text.length > MAX_CHARACTERS)
		return mistake(`At most ${MAX_CHARACTERS} characters, please; these are ${text.length}.`, MAX_CHARACTERS);
	if (text.trim() === '') return mistake(`Write a function of ${names.join(', ')}, such as ${example}.`, 0);
	try {
		const f = new Parser(tokens(text), names).whole();
		return { kind: 'expression', at: (...values) => f(values) };
	} catch (error) {
		if (error instanceof Mistake) return mistake(error.message, error.position);
		throw error;
	}
}

const mistake = (message: string, position: number): Expression => ({ kind: 'mistake', message, position });

function tokens(text: string): Token[] {
	const found: Token[] = [];
	// Every lookalike is one character; only ≤ and ≥ grow, so positions are kept by reading piece by piece.
	let at = 0;
	while (at < text.length) {
		const like = LOOKALIKES[text[at]];
		if (like !== undefined) {
			found.push({ kind: 'sign', text: like, position: at });
			at++;
			continue;
		}
		if (/\s/.test(text[at])) {
			at++;
			continue;
		}
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match)
			throw new Mistake(`“${String.fromCodePoint(text.codePointAt(at) ?? 0)}” has no meaning here.`, at);
		const [, number, word, sign] = match;
		const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
		found.push({ kind, text: (number ?? word ?? sign).toLowerCase(), position: at });
		at = TOKEN.lastIndex;
	}
	found.push({ kind: 'end', text: '', position: text.length });
	return found;
}

/** Recursive descent; its depth is bounded by the text's length. */
class Parser {
	#next = 0;
	readonly #tokens: readonly Token[];
	readonly #names: readonly string[];
	constructor(all: readonly Token[], names: readonly string[]) {
		this.#tokens = all;
		this.#names = names;
	}

	whole(): Evaluate {
		const f = this.#comparison();
		const rest = this.#peek();
		if (rest.text === ')') throw new Mistake('This bracket closes nothing.', rest.position);
		if (rest.kind !== 'end')
			throw new Mistake(`An operator such as * is missing before “${rest.text}”.`, rest.position);
		return f;
	}

	#peek(): Token {
		return this.#tokens[this.#next];
	}

	/** Takes the next token if it is one of these signs. */
	#take(...signs: string[]): string | null {
		const { kind, text } = this.#peek();
		if (kind !== 'sign' || !signs.includes(text)) return null;
		this.#next++;
		return text;
	}

	#comparison(): Evaluate {
		let left = this.#sum();
		for (;;) {
			const sign = this.#take(...Object.keys(COMPARISONS));
			if (sign === null) return left;
			const a = left;
			const b = this.#sum();
			const holds = COMPARISONS[sign];
			left = (x) => (holds(a(x), b(x)) ? 1 : 0);
		}
	}

	#sum(): Evaluate {
		let left = this.#product();
		for (;;) {
			const sign = this.#take('+', '-');
			if (sign === null) return left;
			const a = left;
			const b = this.#product();
			left = sign === '+' ? (x) => a(x) + b(x) : (x) => a(x) - b(x);
		}
	}

	#product(): Evaluate {
		let left = this.#signed();
		for (;;) {
			const sign = this.#take('*', '/');
			if (sign === null) return left;
			const a = left;
			const b = this.#signed();
			left = sign === '*' ? (x) => a(x) * b(x) : (x) => a(x) / b(x);
		}
	}

	#signed(): Evaluate {
		const sign = this.#take('-', '+');
		if (sign === null) return this.#power();
		const a = this.#signed();
		return sign === '-' ? (x) => -a(x) : a;
	}

	#power(): Evaluate {
		const base = this.#atom();
		if (this.#take('^') === null) return base;
		const exponent = this.#signed();
		return (x) => base(x) ** exponent(x);
	}

	#atom(): Evaluate {
		const token = this.#peek();
		if (this.#take('(') !== null) {
			const inner = this.#comparison();
			this.#close(token);
			return inner;
		}
		this.#next++;
		switch (token.kind) {
			case 'number': {
				const value = Number(token.text);
				return () => value;
			}
			case 'word': {
				const place = this.#names.indexOf(token.text);
				return place >= 0 ? (values) => values[place] : this.#call(token);
			}
			case 'sign':
				throw new Mistake(
					`A number, ${this.#names.join(', ')} or a bracket should stand before “${token.text}”.`,
					token.position
				);
			case 'end':
				throw new Mistake('Something is missing at the end.', token.position);
			default:
				return token.kind satisfies never;
		}
	}

	#call(name: Token): Evaluate {
		const known = FUNCTION_NAMES.includes(name.text);
		if (!known)
			throw new Mistake(
				`There is no “${name.text}” here; there are ${this.#names.join(', ')}, ${FUNCTION_NAMES.join(', ')}.`,
				name.position
			);
		const open = this.#peek();
		if (this.#take('(') === null)
			throw new Mistake(`“${name.text}” needs brackets: ${name.text}(${this.#names[0]}).`, name.position);
		const inputs = [this.#comparison()];
		while (this.#take(',') !== null) inputs.push(this.#comparison());
		this.#close(open);
		if (Object.hasOwn(ONE_ARGUMENT, name.text)) {
			if (inputs.length > 1) throw new Mistake(`“${name.text}” takes one number.`, name.position);
			const f = ONE_ARGUMENT[name.text];
			const [a] = inputs;
			return (x) => f(a(x));
		}
		if (inputs.length < 2) throw new Mistake(`“${name.text}” takes at least two numbers.`, name.position);
		const f = MANY_ARGUMENTS[name.text];
		return (x) => f(...inputs.map((each) => each(x)));
	}

	#close(open: Token): void {
		if (this.#take(')') !== null) return;
		const { kind, text, position } = this.#peek();
		if (kind === 'end') throw new Mistake('A bracket is never closed.', open.position);
		if (text === ',') throw new Mistake('A comma belongs between the numbers of min and max.', position);
		throw new Mistake(`An operator such as * is missing before “${text}”.`, position);
	}
}
