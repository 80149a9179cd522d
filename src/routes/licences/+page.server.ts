import { existsSync, readFileSync } from 'node:fs';
import type { Advisories } from '../../../scripts/advisories-report.mjs';
import { bundledLicences } from '../../../scripts/licences.mjs';
import type { PageServerLoad } from './$types';

/** Written by `npm run advisories`, which needs a registry that answers. */
const ADVISORIES = 'content/data/advisories.json';

/** Packages with the same words under one heading: the words are long, and often the same. */
export const load: PageServerLoad = () => {
	const packages = bundledLicences(process.cwd());
	const texts = [...new Set(packages.map(({ text }) => text))];
	return {
		packages: packages.map(({ name, version, licence, text }) => ({
			name,
			version,
			licence,
			text: texts.indexOf(text)
		})),
		texts,
		advisories: existsSync(ADVISORIES) ? (JSON.parse(readFileSync(ADVISORIES, 'utf8')) as Advisories) : null
	};
};
