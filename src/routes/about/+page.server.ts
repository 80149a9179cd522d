import { readFileSync } from 'node:fs';
import { parseStatus } from './status.ts';

export const load = () => ({
	status: parseStatus(JSON.parse(readFileSync('content/data/status.json', 'utf8')))
});
