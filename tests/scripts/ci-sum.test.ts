import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'ci-sum-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What .ci/sum prints for logs with these texts. */
function sumOf(...logs: string[]): string {
	const paths = logs.map((text, i) => {
		const path = join(folder, `log-${i}`);
		writeFileSync(path, text);
		return path;
	});
	return execFileSync('.ci/sum', paths, { encoding: 'utf8' });
}

test('the last lines of the logs are added up', () => {
	expect(sumOf('ok  check\n120 passed, 3 failed\n', '16 passed, 1 failed\n')).toBe('136 passed, 4 failed\n');
});

test('only the last such line of a log counts, and only a whole line', () => {
	expect(sumOf('9 passed, 9 failed\nFAILED: a test says "5 passed, 5 failed"\n7 passed, 0 failed\n')).toBe(
		'7 passed, 0 failed\n'
	);
});

test('a log that breaks off before its count is one failure', () => {
	expect(sumOf('12 passed, 0 failed\n', 'ok  check\nKilled\n')).toBe('12 passed, 1 failed\n');
});

test('a log that says that nothing ran adds nothing', () => {
	expect(sumOf('12 passed, 0 failed\n', 'No browser\n0 passed, 0 failed\n')).toBe('12 passed, 0 failed\n');
});
