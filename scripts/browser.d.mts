// The types of browser.mjs, for the tests that import it.

export interface FoundBrowser {
	/** undefined leaves the choice to Playwright. */
	path: string | undefined;
	/** In words, for a person. */
	from: string;
}
export const launchArguments: string[];
export const noBrowser: string;
export function findBrowser(): FoundBrowser | null;
export function installBrowser(): FoundBrowser | null;
