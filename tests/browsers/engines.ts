/** The browsers that `npm run test:browsers` drives. */
import type { LaunchOptions } from '@playwright/test';
import { launchOptions as withWebgl } from '../browser.ts';

export interface Engine {
	readonly browser: 'chromium' | 'firefox' | 'webkit';
	/** Whether a worker has WebGL2 there, to be found so: a fall-back that is not tested by accident is not tested. */
	readonly webglInWorker: boolean;
	readonly options: LaunchOptions;
}

const withoutWebgl: LaunchOptions = {
	...withWebgl,
	args: [
		...(withWebgl.args ?? []).filter((each) => !/swiftshader|webgpu/.test(each)),
		'--disable-gpu',
		'--disable-software-rasterizer'
	]
};

const firefox: LaunchOptions = {
	channel: 'moz-firefox',
	executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'
};

/** Without a display, Firefox has no WebGL; with one it has, even headless. */
const withoutDisplay: Record<string, string | undefined> = { ...process.env, DISPLAY: undefined };

export const ENGINES: Readonly<Record<string, Engine>> = {
	'chromium without graphics': { browser: 'chromium', webglInWorker: false, options: withoutWebgl },
	'firefox without graphics': {
		browser: 'firefox',
		webglInWorker: false,
		options: { ...firefox, env: withoutDisplay }
	},
	'firefox with WebGL2': {
		browser: 'firefox',
		webglInWorker: true,
		options: { ...firefox, headless: false }
	},
	webkit: { browser: 'webkit', webglInWorker: false, options: {} }
};
