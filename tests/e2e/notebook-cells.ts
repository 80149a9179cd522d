/** How tests write and run cells of a notebook page. */
import { expect, type Locator, type Page } from '@playwright/test';

export const cell = (page: Page, number: number): Locator =>
	page.getByRole('region', { name: `Cell ${number}`, exact: true });

export const output = (page: Page, number: number): Locator =>
	page.getByRole('group', { name: `Output of cell ${number}`, exact: true });

export const codeOf = (page: Page, number: number): Locator =>
	page.getByRole('textbox', { name: `Code of cell ${number}`, exact: true });

/** Puts code into a cell, as pasting it would. */
export async function write(page: Page, number: number, code: string): Promise<void> {
	const edit = page.getByRole('button', { name: `Edit cell ${number}` });
	if (await edit.isVisible()) await edit.click();
	await codeOf(page, number).fill(code);
}

export async function run(page: Page, number: number): Promise<void> {
	await page.getByRole('button', { name: `Run cell ${number}`, exact: true }).click();
}

/** Writes a cell, runs it, and waits for what it shows. */
export async function expectOutput(
	page: Page,
	number: number,
	code: string,
	shown: string | RegExp
): Promise<void> {
	await write(page, number, code);
	await run(page, number);
	await expect(output(page, number)).toContainText(shown, { timeout: 30_000 });
}
