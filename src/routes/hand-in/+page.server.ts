/** What the page counts progress against, and the challenge's record; read while the site is built. */
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';
import { naiveRecord } from '#lib/teach/challenge-record.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ parts: COURSE_PARTS, naive: naiveRecord() });
