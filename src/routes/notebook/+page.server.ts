import { NOTEBOOKS } from './notebooks.server.ts';

export const load = () => ({
	notebooks: NOTEBOOKS.map(({ name, title, summary, minutes }) => ({ name, title, summary, minutes }))
});
