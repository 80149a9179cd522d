/** What the board counts against: the chapters' parts, their questions, and the challenge's record; read while the site is built. */
import { CHECKS } from '#lib/course/checks.server.ts';
import { naiveRecord } from '#lib/teach/challenge-record.server.ts';
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	parts: COURSE_PARTS,
	naive: naiveRecord(),
	chapters: COURSE_PARTS.map(({ slug, number, title }) => ({
		...{ slug, number, title },
		questions: CHECKS.get(slug) ?? []
	}))
});
