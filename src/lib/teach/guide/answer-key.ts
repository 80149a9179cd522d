/** A chapter's question as an entry of the answer key: the right answer and its reason, and what each wrong one is told. */
import { rightAnswer, type Question, type WrongNumber } from '#lib/course/question.ts';

export interface KeyEntry {
	readonly id: string;
	readonly question: string;
	readonly answer: string;
	readonly because: string;
	readonly wrong: readonly { readonly answer: string; readonly because: string }[];
}

const numberText = (x: number): string => String(x).replace('-', '−');

const whenText = (when: WrongNumber['when']): string =>
	typeof when === 'number' ? numberText(when) : `${numberText(when.from)} to ${numberText(when.to)}`;

function wrongOf(question: Question): KeyEntry['wrong'] {
	switch (question.kind) {
		case 'choice':
			return question.choices
				.filter(({ right }) => !right)
				.map(({ text, because }) => ({ answer: text, because }));
		case 'number':
			return [
				...(question.wrong ?? []).map(({ when, because }) => ({ answer: whenText(when), because })),
				{ answer: 'anything else', because: question.otherwise }
			];
		default:
			return question satisfies never;
	}
}

/** @throws RangeError where a choice has not exactly one right answer */
export function keyOf(question: Question): KeyEntry {
	const { answer, because } = rightAnswer(question);
	const near =
		question.kind === 'number' && question.tolerance
			? `, give or take ${numberText(question.tolerance)}`
			: '';
	return {
		id: question.id,
		question: question.question,
		answer: answer.replace(/^-/, '−') + near,
		because,
		wrong: wrongOf(question)
	};
}
