import { bundledLicences } from '../../../scripts/licences.mjs';
import type { PageServerLoad } from './$types';

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
		texts
	};
};
