/** Puts another language's words into a chapter's questions. What is right, and which wrong answer is meant, stays the original's. */
import * as v from 'valibot';
import type { Question } from './question.ts';

const text = v.pipe(v.string(), v.nonEmpty('it is empty'));
const NumberTexts = v.strictObject({
	question: text,
	unit: v.optional(text),
	right: text,
	/** In the order of the original's wrong answers. */
	wrong: v.optional(v.array(text), []),
	otherwise: text
});
const ChoiceTexts = v.strictObject({
	question: text,
	/** In the order of the original's choices. */
	choices: v.array(v.strictObject({ text, because: text }))
});

function parsed<S extends v.GenericSchema>(schema: S, texts: unknown, id: string): v.InferOutput<S> {
	const { success, output, issues } = v.safeParse(schema, texts);
	if (success) return output;
	throw new TypeError(`question "${id}": ${v.getDotPath(issues[0]) ?? 'it'}: ${issues[0].message}`);
}

function sameCount(id: string, what: string, expected: number, got: number): void {
	if (expected !== got)
		throw new RangeError(`question "${id}" must have ${expected} ${what}, as the original, got ${got}`);
}

function translateQuestion(question: Question, texts: unknown): Question {
	const { id } = question;
	switch (question.kind) {
		case 'number': {
			const { wrong, unit, ...own } = parsed(NumberTexts, texts, id);
			const original = question.wrong ?? [];
			sameCount(id, 'wrong answers', original.length, wrong.length);
			return {
				...question,
				...own,
				...(unit === undefined ? {} : { unit }),
				wrong: original.map(({ when }, i) => ({ when, because: wrong[i] }))
			};
		}
		case 'choice': {
			const { choices, ...own } = parsed(ChoiceTexts, texts, id);
			sameCount(id, 'choices', question.choices.length, choices.length);
			return {
				...question,
				...own,
				choices: question.choices.map((choice, i) => ({ ...choice, ...choices[i] }))
			};
		}
		default:
			return question satisfies never;
	}
}

/**
 * @param texts by the questions' ids
 * @throws Error that names the question that is missing, too many, or of another form
 */
export function translateQuestions(
	questions: readonly Question[],
	texts: Readonly<Record<string, unknown>>
): Question[] {
	const unknown = Object.keys(texts).find((id) => !questions.some((question) => question.id === id));
	if (unknown !== undefined) throw new RangeError(`the original has no question "${unknown}"`);
	return questions.map((question) => translateQuestion(question, texts[question.id]));
}
