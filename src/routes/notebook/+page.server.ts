import { NOTEBOOKS } from './notebooks.server.ts';

export const load = () => ({ notebooks: NOTEBOOKS });
