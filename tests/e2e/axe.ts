/** axe-core in a page: WCAG 2.2 A and AA rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly html: string; readonly target: readonly string[] }[];
}

/** One line for each broken rule and element. */
export async function axeViolations(page: Page): Promise<string[]> {
	// Not as a script tag, which the page's policy refuses.
	await page.evaluate(AXE);
	const violations = await page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(options: unknown): Promise<{ violations: Violation[] }> };
		};
		const found = await axe.run({
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
		});
		if (!matchMedia('(forced-colors: active)').matches) return found.violations;
		// Where the browser chooses the colours, axe still compares those that the page asked for.
		const ours = (target: string) => {
			const element = document.querySelector(target);
			return element !== null && getComputedStyle(element).forcedColorAdjust === 'none';
		};
		return found.violations.map((violation) =>
			violation.id === 'color-contrast'
				? { ...violation, nodes: violation.nodes.filter(({ target }) => ours(target[0])) }
				: violation
		);
	});
	return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 160)}`));
}
