import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { licenceOf, licencesOf, packageOf } from '../../scripts/licences.mjs';

const folder = mkdtempSync(join(tmpdir(), 'licences-'));
afterAll(() => rmSync(folder, { recursive: true }));

function planted(name: string, about: object, files: Record<string, string> = {}): string {
	const at = join(folder, name);
	mkdirSync(at, { recursive: true });
	writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...about }));
	for (const [file, text] of Object.entries(files)) writeFileSync(join(at, file), text);
	return at;
}

describe('the package of a module', () => {
	it.each([
		['/x/node_modules/d3-shape/src/line.js', 'd3-shape'],
		['/x/node_modules/@lezer/common/dist/index.js?v=1', '@lezer/common'],
		['/x/node_modules/a/node_modules/b/index.js', 'b'],
		['\0vite/preload-helper.js', undefined],
		['/x/src/lib/core/random.ts', undefined]
	])('%j is %j', (id, name) => {
		expect(packageOf(id)).toBe(name);
	});
});

describe('the licence of a package', () => {
	it('is its own words where it brings them, and the standard ones where not', () => {
		const list = licencesOf([
			planted('b', { license: 'MIT' }, { LICENSE: 'MIT, copyright B\n' }),
			planted('a', { license: 'Apache-2.0' })
		]);
		expect(list.map(({ name, licence }) => `${name} ${licence}`)).toEqual(['a Apache-2.0', 'b MIT']);
		expect(list[0].text).toMatch(/Apache License\s+Version 2\.0/);
		expect(list[1].text).toBe('MIT, copyright B');
	});

	it('is the compatible one of two to choose from', () => {
		expect(licenceOf({ name: 'a', license: '(GPL-3.0-only OR MIT)' })).toBe('MIT');
	});

	it.each([['GPL-3.0-only'], ['MIT AND GPL-2.0-only'], ['SEE LICENSE IN x'], ['UNLICENSED'], [undefined]])(
		'%j is refused',
		(license) => {
			const about = license === undefined ? { name: 'a' } : { name: 'a', license };
			expect(() => licenceOf(about)).toThrow(/^a has the licence .*; compatible are /);
		}
	);
});

it('every package that the site may ship has a compatible licence', () => {
	const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
		packages: Record<string, { dev?: boolean; license?: string; optional?: boolean }>;
	};
	const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
	expect(shipped.length).toBeGreaterThan(20);
	const refused = shipped.flatMap(([path, { license }]) => {
		try {
			licenceOf({ name: path, ...(license === undefined ? {} : { license }) });
			return [];
		} catch (error) {
			return [(error as Error).message];
		}
	});
	expect(refused).toEqual([]);
});
