// How the end-to-end tests start their browser. Finding one is scripts/browser.mjs's work, shared with the screenshots.

import type { LaunchOptions } from '@playwright/test';
import { findBrowser, launchArguments, noBrowser } from '../scripts/browser.mjs';

const browser = findBrowser();
if (browser === null) throw new Error(noBrowser);

export const launchOptions: LaunchOptions = {
	args: launchArguments,
	...(browser.path === undefined ? {} : { executablePath: browser.path })
};
