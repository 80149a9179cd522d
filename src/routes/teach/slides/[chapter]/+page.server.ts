import { GUIDE_ENTRIES } from '#lib/teach/guide/guides.server.ts';
import { teachPage } from '../../teach-page.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => GUIDE_ENTRIES;

export const load: PageServerLoad = ({ params }) => teachPage(params.chapter);
