// What `npm audit --json` says, as the record that the site prints. Pure.

/**
 * @param audit of npm 7 or later: `vulnerabilities` by package, whose `via` holds advisories, or names of packages that have one
 * @param installed folders of the packages that the site itself is made of, one a line
 * @param date YYYY-MM-DD
 * @throws Error where it is an error of npm's, or not of that shape
 */
export function advisoriesOf(audit, installed, date) {
	if (audit?.message || audit?.error)
		throw new Error(String(audit.message ?? audit.error.summary ?? 'npm audit failed'));
	const packages = audit?.metadata?.dependencies?.total;
	if (!Number.isInteger(packages) || typeof audit.vulnerabilities !== 'object')
		throw new Error('npm audit answered in a way that is not known here');
	const own = new Set(installed.map((path) => path.replaceAll('\\', '/').split('/node_modules/').at(-1)));
	const advisories = Object.values(audit.vulnerabilities).flatMap(({ name, via }) =>
		via
			.filter((each) => typeof each === 'object')
			.map(({ title, url, severity, range }) => ({
				name,
				severity,
				title,
				url,
				range,
				inSite: own.has(name)
			}))
	);
	return { date, packages, advisories };
}
