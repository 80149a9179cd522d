import { CHECKS } from '#lib/course/checks.server.ts';
import { CHAPTERS } from '#lib/course/chapters.ts';
import { keyOf } from '#lib/teach/guide/answer-key.ts';
import { WORKSHEETS } from '#lib/teach/guide/worksheets.server.ts';

export const load = () => ({
	chapters: CHAPTERS.map(({ slug, number, title }) => ({
		...{ slug, number, title },
		key: (CHECKS.get(slug) ?? []).map(keyOf),
		sheet: WORKSHEETS.get(slug) ?? null
	}))
});
