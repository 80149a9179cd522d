/** Questions at a chapter's end, as data, and how an answer is judged. Nothing is sent anywhere. */
import { later } from '#lib/language/language.ts';

export interface Choice {
	readonly text: string;
	readonly right: boolean;
	/** Why it is right, or why it is not. */
	readonly because: string;
}
export interface ChoiceQuestion {
	/** Unique in its chapter: what the progress is kept under. */
	readonly id: string;
	readonly kind: 'choice';
	readonly question: string;
	/** Exactly one of them is right. */
	readonly choices: readonly Choice[];
}
/** A wrong number that has an explanation of its own. */
export interface WrongNumber {
	readonly when: number | { readonly from: number; readonly to: number };
	readonly because: string;
}
export interface NumberQuestion {
	readonly id: string;
	readonly kind: 'number';
	readonly question: string;
	/** Printed after the field. */
	readonly unit?: string;
	readonly answer: number;
	/** How far off is still right; 0 unless said. */
	readonly tolerance?: number;
	/** Why the answer is the answer. */
	readonly right: string;
	readonly wrong?: readonly WrongNumber[];
	/** What any other wrong number is told. */
	readonly otherwise: string;
}
export type Question = ChoiceQuestion | NumberQuestion;

/** The text of a choice, or what was typed into the field. */
export type Answer = string;

export type Verdict =
	| { readonly kind: 'right'; readonly because: string }
	| { readonly kind: 'wrong'; readonly because: string }
	/** Nothing that can be judged. */
	| { readonly kind: 'unread'; readonly because: string };

/** A number as people type it: 0.5, 0,5, .5, −3 or 1/2. Null for anything else. */
export function readNumber(text: string): number | null {
	const plain = text.trim().replace(',', '.').replace('−', '-');
	const [top, bottom = '1', more] = plain.split('/').map((part) => part.trim());
	const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
	if (more !== undefined || !number.test(top) || !number.test(bottom) || Number(bottom) === 0) return null;
	return Number(top) / Number(bottom);
}

export function judge(question: Question, answer: Answer): Verdict {
	switch (question.kind) {
		case 'choice': {
			const choice = question.choices.find(({ text }) => text === answer);
			if (!choice) return { kind: 'unread', because: later('Choose one of the answers.') };
			return { kind: choice.right ? 'right' : 'wrong', because: choice.because };
		}
		case 'number':
			return judgeNumber(question, readNumber(answer));
		default:
			return question satisfies never;
	}
}

function judgeNumber(question: NumberQuestion, x: number | null): Verdict {
	if (x === null) return { kind: 'unread', because: later('Type a number, such as 3 or 0.5.') };
	if (Math.abs(x - question.answer) <= (question.tolerance ?? 0))
		return { kind: 'right', because: question.right };
	const known = question.wrong?.find(({ when }) =>
		typeof when === 'number' ? x === when : x >= when.from && x <= when.to
	);
	return { kind: 'wrong', because: known?.because ?? question.otherwise };
}

/**
 * The right answer in words, for readers without JavaScript.
 * @param plain writes a number with the language's marks
 */
export function rightAnswer(
	question: Question,
	plain: (x: number) => string = String
): { answer: string; because: string } {
	switch (question.kind) {
		case 'choice': {
			const right = question.choices.filter((choice) => choice.right);
			if (right.length !== 1)
				throw new RangeError(`question "${question.id}" must have one right choice, has ${right.length}`);
			return { answer: right[0].text, because: right[0].because };
		}
		case 'number':
			return {
				answer: `${plain(question.answer)}${question.unit ? ` ${question.unit}` : ''}`,
				because: question.right
			};
		default:
			return question satisfies never;
	}
}
