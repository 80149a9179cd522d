// What ESLint holds the house to: no `any`, no promise left alone, named exports, and the import rules of eslint-rooms.js.
// It refuses to argue about layout: that is Prettier's.

import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { roomConfigs } from './eslint-rooms.js';
import svelteConfig from './svelte.config.js';

const TYPED = ['src/**/*.ts', 'src/**/*.svelte', 'tests/**/*.ts'];

/** Everything a browser page has and a plain JavaScript engine has not. */
const domGlobals = Object.keys(globals.browser).filter(
	(name) => !(name in globals['shared-node-browser']) && !(name in globals.builtin)
);

const namedExports = [
	{ selector: 'ExportDefaultDeclaration', message: 'src/lib exports by name.' },
	{ selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
	{ selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that has it.' }
];

export default defineConfig(
	{
		name: 'not ours to lint',
		// The kernels are AssemblyScript: their own compiler checks them.
		ignores: ['build/', '.svelte-kit/', '.cache/', 'shots/', 'test-results/', 'static/', 'src/kernels/']
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		name: 'everywhere',
		rules: {
			eqeqeq: 'error',
			'no-sequences': 'error',
			'no-var': 'error',
			'one-var': ['error', 'never'],
			'prefer-const': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
		}
	},
	{
		name: 'svelte',
		files: ['**/*.svelte'],
		rules: {
			// The first knows that $props() and $derived() are written with `let`; the second does not.
			'svelte/prefer-const': 'error',
			'prefer-const': 'off',
			// {' '} is how a component says that a space matters.
			'svelte/no-useless-mustaches': 'off'
		}
	},
	{
		name: 'node',
		files: ['scripts/**', '*.js', '*.ts'],
		languageOptions: { globals: globals.node }
	},
	{
		name: 'with types',
		files: TYPED,
		languageOptions: {
			globals: globals.browser,
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error'
		}
	},
	{
		name: 'a file is one idea',
		files: ['src/**'],
		rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] }
	},
	...roomConfigs((room) => (room.files[0].startsWith('src/lib/') ? namedExports : [])),
	{
		name: 'core is pure',
		files: ['src/lib/core/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				...domGlobals.map((name) => ({ name, message: 'core runs anywhere: no DOM, no page.' }))
			],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'The caller passes a Random.' },
				{ object: 'Date', property: 'now', message: 'The caller passes the clock.' },
				{ object: 'performance', property: 'now', message: 'The caller passes the clock.' }
			]
		}
	}
);
