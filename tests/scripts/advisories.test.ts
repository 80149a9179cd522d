import { describe, expect, it } from 'vitest';
import { advisoriesOf } from '../../scripts/advisories-report.mjs';

const ADVISORY = {
	title: 'Prototype pollution',
	url: 'https://example.org/1',
	severity: 'high',
	range: '<1.2.3'
};
const AUDIT = {
	vulnerabilities: {
		inner: { name: 'inner', via: [{ ...ADVISORY, cvss: {} }] },
		// Has it only because of the one above.
		outer: { name: 'outer', via: ['inner'] },
		tool: { name: 'tool', via: [ADVISORY] }
	},
	metadata: { dependencies: { total: 812 } }
};

describe('known advisories', () => {
	it('are listed once each, with whether the site itself is made of the package', () => {
		expect(advisoriesOf(AUDIT, ['/x', '/x/node_modules/a/node_modules/inner'], '2026-01-31')).toEqual({
			date: '2026-01-31',
			packages: 812,
			advisories: [
				{ name: 'inner', ...ADVISORY, inSite: true },
				{ name: 'tool', ...ADVISORY, inSite: false }
			]
		});
	});

	it.each([
		[{ message: '405 Method Not Allowed', error: { summary: '' } }, '405'],
		[{ error: { summary: 'no lock file' } }, 'no lock file'],
		[{}, 'not known here'],
		[null, 'not known here']
	])('are not taken from %j', (audit, why) => {
		expect(() => advisoriesOf(audit, [], '2026-01-31')).toThrow(why);
	});
});
