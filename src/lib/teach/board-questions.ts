/** What a class answered to each question: how many right, and the wrong answers that are given most, with what lies behind them. Pure. */
import type { Progress } from '#lib/course/progress.ts';
import { judge, readNumber, type Question } from '#lib/course/question.ts';
import { grouped } from './grouped.ts';

export interface ChapterQuestions {
	readonly slug: string;
	readonly number: number;
	readonly title: string;
	readonly questions: readonly Question[];
}

export interface WrongAnswer {
	/** As it was given; of equal numbers, as the first pupil typed it. */
	readonly answer: string;
	readonly pupils: number;
	/** What the question itself says to this answer: the misconception. */
	readonly because: string;
}

export interface QuestionRow {
	readonly id: string;
	readonly question: string;
	readonly slug: string;
	readonly chapter: number;
	/** Pupils with an answer. */
	readonly answered: number;
	/** Of them, those who got it right, ever. */
	readonly right: number;
	/** The most frequent first. Only a pupil's latest answer is known: who went on to the right one is not here. */
	readonly wrong: readonly WrongAnswer[];
}

/** Wrong answers that are listed. */
const MOST = 3;

export function questionRows(
	chapters: readonly ChapterQuestions[],
	class_: readonly Progress[]
): QuestionRow[] {
	return chapters.flatMap(({ slug, number, questions }) => {
		const done = class_.flatMap((progress) => (Object.hasOwn(progress, slug) ? [progress[slug]] : []));
		return questions.map((question): QuestionRow => {
			const answers = done.flatMap(({ answers }) =>
				Object.hasOwn(answers, question.id) ? [answers[question.id]] : []
			);
			return {
				id: question.id,
				question: question.question,
				slug,
				chapter: number,
				answered: done.filter(
					({ answers, passed }) => Object.hasOwn(answers, question.id) || passed.includes(question.id)
				).length,
				right: done.filter(({ passed }) => passed.includes(question.id)).length,
				wrong: wrongAnswers(question, answers)
			};
		});
	});
}

function wrongAnswers(question: Question, answers: readonly string[]): WrongAnswer[] {
	const wrong = answers.filter((answer) => judge(question, answer).kind === 'wrong');
	const same = (answer: string): string => (question.kind === 'number' ? String(readNumber(answer)) : answer);
	return [...grouped(wrong, same).values()]
		.sort((a, b) => b.length - a.length)
		.slice(0, MOST)
		.map((group) => ({
			answer: group[0],
			pupils: group.length,
			because: judge(question, group[0]).because
		}));
}
