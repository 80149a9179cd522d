import { COURSE_PLANS, type PlanItem } from '#lib/teach/guide/course-plans.ts';
import { CHAPTER_GUIDES } from '#lib/teach/guide/guides.server.ts';
import { LENGTHS } from '#lib/teach/guide/lesson-lengths.ts';
import { WORKSHEETS } from '#lib/teach/guide/worksheets.server.ts';
import { NOTEBOOKS } from '../../notebook/notebooks.server.ts';

const minutesOf = ({ minutes }: PlanItem): number =>
	typeof minutes === 'number' ? minutes : minutes === 'short' ? LENGTHS[0] : LENGTHS[1];

function chapterOf(slug: string) {
	const found = CHAPTER_GUIDES.find(({ chapter }) => chapter.slug === slug);
	if (!found) throw new RangeError(`a plan names the chapter "${slug}", which has no guide`);
	const { number, title } = found.chapter;
	return { slug, number, title };
}

function notebookOf(name: string) {
	const found = NOTEBOOKS.find((each) => each.name === name);
	if (!found) throw new RangeError(`a plan names the notebook "${name}", which does not exist`);
	return { name, title: found.title, minutes: found.minutes };
}

/** The plans with every minute worked out: a lesson is its chapters and its notebooks. */
export const load = () => ({
	plans: COURSE_PLANS.map(({ lessons, ...plan }) => {
		const planned = lessons.map((lesson) => {
			const items = lesson.items.map((item) => ({
				...chapterOf(item.chapter),
				minutes: minutesOf(item),
				doing: item.doing
			}));
			const notebooks = (lesson.notebooks ?? []).map(notebookOf);
			const minutes = [...items, ...notebooks].reduce((sum, each) => sum + each.minutes, 0);
			return { title: lesson.title, after: lesson.after ?? null, items, notebooks, minutes };
		});
		return { ...plan, lessons: planned, minutes: planned.reduce((sum, each) => sum + each.minutes, 0) };
	}),
	chapters: CHAPTER_GUIDES.map(({ chapter, guide }) => ({
		...{ slug: chapter.slug, number: chapter.number, title: chapter.title, minutes: chapter.minutes },
		grouping: guide.grouping,
		misconceptions: guide.misconceptions,
		sheet: WORKSHEETS.get(chapter.slug)?.minutes ?? 0
	}))
});
