/** What every chapter has that can be counted, for pages that reckon a score by themselves: packages in a learning platform. */
import { json } from '@sveltejs/kit';
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';

export const prerender = true;
export const trailingSlash = 'never';

export const GET = (): Response => json(COURSE_PARTS);
