/** What the tests of every browser need of one, whichever way it is driven. */
import { firefox, chromium, type BrowserType, type LaunchOptions, type Page } from '@playwright/test';
import { startWebDriver, until } from './webdriver.ts';

export interface Driver {
	/** Name and version, as the browser says them. */
	readonly version: string;
	open(url: string): Promise<void>;
	/** Run a function's body in the page; a promise it returns is awaited. */
	run<T>(body: string): Promise<T>;
	/** Press the one enabled button of this name. */
	press(button: string): Promise<void>;
	/** Give a file, by its path, to the file input of this label. */
	upload(label: string, path: string): Promise<void>;
	/** Wait until the page shows one of these texts. @returns the one it shows */
	see(texts: readonly string[], limitMs: number): Promise<string>;
	/** What the pages threw or said as errors since this was last asked; null where the browser does not tell. */
	errors(): readonly string[] | null;
	close(): Promise<void>;
}

const shows = (texts: readonly string[]): string =>
	`const page = document.body.innerText;
	return ${JSON.stringify(texts)}.find((text) => page.includes(text)) ?? '';`;

/** Chromium, or the Firefox of the system, which Playwright drives by WebDriver BiDi. */
export async function playwrightDriver(
	name: 'chromium' | 'firefox',
	options: LaunchOptions,
	viewport: { width: number; height: number }
): Promise<Driver> {
	const type: BrowserType = { chromium, firefox }[name];
	const browser = await type.launch(options);
	const page: Page = await browser.newPage({ viewport });
	let said: string[] = [];
	page.on('pageerror', ({ message }) => said.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') said.push(message.text());
	});
	const run = <T>(body: string): Promise<T> =>
		page.evaluate<T>(`Promise.resolve((function () { ${body} })())`);
	return {
		version: `${name} ${browser.version()}`,
		run,
		open: async (url) => void (await page.goto(url)),
		press: (button) => page.getByRole('button', { name: button, exact: true }).click(),
		upload: (label, path) => page.getByLabel(label, { exact: true }).setInputFiles(path),
		see: (texts, limitMs) => until(`one of: ${texts.join(', ')}`, limitMs, () => run<string>(shows(texts))),
		errors() {
			const all = said;
			said = [];
			return all;
		},
		close: () => browser.close()
	};
}

/** Quotes a string for XPath 1.0, which knows no escapes. */
const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);

/** How long a page may take to become alive: its buttons are enabled by its script. */
const ALIVE_MS = 30_000;

/** WebKitGTK, by its own WebDriver. */
export async function webkitDriver(path: string, port: number): Promise<Driver> {
	const driver = await startWebDriver(path, port);
	const find = (xpath: string) => until(xpath, ALIVE_MS, () => driver.find(xpath));
	return {
		version: driver.version,
		open: (url) => driver.open(url),
		run: (body) => driver.run(body),
		press: async (button) =>
			driver.click(await find(`//button[normalize-space()=${quoted(button)} and not(@disabled)]`)),
		upload: async (label, file) =>
			driver.type(
				await find(`//input[not(@disabled) and @id=//label[normalize-space()=${quoted(label)}]/@for]`),
				file
			),
		see: (texts, limitMs) =>
			until(`one of: ${texts.join(', ')}`, limitMs, () => driver.run<string>(shows(texts))),
		errors: () => null,
		close: () => driver.close()
	};
}
