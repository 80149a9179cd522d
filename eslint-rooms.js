// Who may import whom: the table of the house's rooms as data, and its translation into ESLint's import rules.
// It refuses exceptions that are not written here; tests/rules/import-rules.test.ts plants a bad import in every room.
//
// A room is named by its folder in src/lib. Later rows win over earlier ones, so a file's own row follows its room's.

/**
 * @typedef {object} Room
 * @property {string} name the room, or the file in it, that the row is about
 * @property {string[]} files globs without their last part's depth: `folder/**` is spread over depths below
 * @property {string[]} may rooms, or single files of rooms, whose values and types it may import
 * @property {string[]} [mayTypes] the same, for `import type` alone
 * @property {string[]} [packages] keys of `guardedPackages` that it may import
 * @property {boolean} [kernels] whether it may import the compiled kernels of src/kernels
 * @property {boolean} [alone] whether it may not even import from its own room
 */

/** Packages that only some rooms may import. Any other package is free. */
export const guardedPackages = {
	tfjs: { regex: '^@tensorflow/', why: 'tfjs stays in src/lib/train and in the float baseline of engines' },
	d3: { regex: '^d3$', why: 'import the submodule that is needed (d3-scale, d3-shape, ...), in figures' },
	'd3 submodules': { regex: '^d3-', why: 'd3 computes for figures; other rooms hand figures plain values' }
};

/** @type {Room[]} */
export const rooms = [
	{ name: 'core', files: ['src/lib/core/**'], may: [] },
	// The words of the interface in the page's language: for everything that is shown.
	{ name: 'language', files: ['src/lib/language/**'], may: [] },
	{ name: 'data', files: ['src/lib/data/**'], may: ['core'] },
	{ name: 'train', files: ['src/lib/train/**'], may: ['core', 'data'], packages: ['tfjs'], kernels: true },
	{ name: 'engines', files: ['src/lib/engines/**'], may: ['core'], kernels: true },
	{
		name: 'engines/tfjs-baseline',
		files: ['src/lib/engines/tfjs-baseline*.ts'],
		may: ['core'],
		packages: ['tfjs']
	},
	{
		name: 'engines/timing clients',
		files: ['src/lib/engines/timing/*client.ts'],
		// Any worker may fall silent.
		may: ['core', 'run/watchdog.ts']
	},
	{ name: 'worker', files: ['src/lib/worker/**'], may: ['core', 'data'] },
	{
		name: 'worker/protocol',
		files: ['src/lib/worker/protocol.ts'],
		may: [],
		mayTypes: ['core', 'data'],
		alone: true
	},
	{ name: 'worker/train.worker', files: ['src/lib/worker/*.worker.ts'], may: ['core', 'data', 'train'] },
	{
		name: 'run',
		files: ['src/lib/run/**'],
		may: ['core', 'language', 'worker/client.ts'],
		mayTypes: ['worker/protocol.ts']
	},
	{
		name: 'figures',
		files: ['src/lib/figures/**'],
		may: ['language'],
		mayTypes: ['core'],
		packages: ['d3 submodules']
	},
	{
		name: 'widgets',
		files: ['src/lib/widgets/**'],
		// Predict, because a guess stays on the widget's own chart; a class preset, because the lab keeps to it.
		may: [
			'run',
			'figures',
			'engines',
			'core',
			'data',
			'language',
			'course/Predict.svelte',
			'teach/preset.ts',
			'teach/PresetLine.svelte'
		]
	},
	{
		name: 'notebook',
		files: ['src/lib/notebook/**'],
		// A cell's output is drawn by the same figures, and its photo is read as a widget's.
		may: ['core', 'run', 'figures', 'language', 'widgets/picture-pixels.ts']
	},
	{
		name: 'notebook/frame',
		files: ['src/lib/notebook/frame/**'],
		// What the sandbox's program is made of: the library, and nothing that knows a page.
		may: ['core', 'data', 'engines']
	},
	{ name: 'course', files: ['src/lib/course/**'], may: ['core', 'run', 'language'] },
	// What teachers get is about the course: its chapters, its questions, the reader's progress. Pupils' files come as zips.
	{
		name: 'teach',
		files: ['src/lib/teach/**'],
		may: ['core', 'run', 'course', 'figures', 'data', 'language']
	},
	{
		name: 'teach/guide',
		files: ['src/lib/teach/guide/**'],
		// Lesson plans, slides and handouts show the chapters' own figures.
		may: ['core', 'run', 'course', 'data', 'figures', 'widgets', 'language']
	},
	// What concerns the site as a whole: its policy, its copy for offline use, what it keeps in the browser.
	{ name: 'site', files: ['src/lib/site/**'], may: [] },
	{ name: 'routes', files: ['src/routes/**'], may: ['everything but train'] },
	{ name: 'content', files: ['content/**'], may: ['everything but train'] },
	{ name: 'tools', files: ['src/tools/**'], may: ['everything'] }
];

/** How deep under a room's folder a file may lie; a relative import leaves the room when it climbs further. */
const DEPTHS = [0, 1, 2, 3];
const EXTENSIONS = '{ts,js,svelte}';

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `core` stands for everything in the room; `worker/client.ts` for that file. */
const libPath = (name) => (name.includes('.') ? `${escaped(name)}$` : `${escaped(name)}/`);

const anyOf = (names) => names.map((name) => `(?:${libPath(name)})`).join('|');

function libPatterns({ name, may, mayTypes = [], alone = false }) {
	if (may[0] === 'everything') return [];
	if (may[0] === 'everything but train')
		return [{ regex: '^#lib/train/', message: `${name} never imports train: training runs in the worker.` }];
	const own = alone ? [] : [name.split('/')[0]];
	const granted = [...may, ...mayTypes.map((each) => `types of ${each}`)].join(', ') || 'no other room';
	// A `regex`, because ESLint's `group` reads #lib/... as a comment of a .gitignore, and silently matches nothing.
	const outside = {
		regex: `^#lib/(?!${anyOf([...own, ...may, ...mayTypes])})`,
		message: `${name} may import ${granted}.`
	};
	if (mayTypes.length === 0) return [outside];
	// A type import that matches a pattern with allowTypeImports is let through every other one: keep this one narrow.
	const typesOnly = {
		regex: `^#lib/(?:${anyOf(mayTypes)})`,
		allowTypeImports: true,
		message: `${name} may import only types from there.`
	};
	return [outside, typesOnly];
}

/** Relative imports stay in their room; `depth` is how many folders the importing file lies below the room's own. */
function relativePatterns({ files, kernels, alone }, depth) {
	if (alone) return [{ regex: '^\\.', message: 'This file imports nothing of its own room.' }];
	const message = 'A relative import stays in its room; write #lib/... for another.';
	const winding = { regex: '[^./][^/]*/\\.\\./', message: 'Write the path without going down and up again.' };
	if (!files[0].startsWith('src/lib/'))
		return [{ regex: '^\\.{1,2}/(?:.*/)?lib/', message: 'Write #lib/... for a file of src/lib.' }, winding];
	const toKernels = kernels ? `(?!(?:\\.\\./){${depth + 2}}kernels/)` : '';
	return [{ regex: `^(?:\\./)*${toKernels}(?:\\.\\./){${depth + 1}}`, message }, winding];
}

/** Every pattern that an import in this room, at this depth, must not match. */
export function forbiddenImports(room, depth) {
	const packages = Object.entries(guardedPackages)
		.filter(([key]) => !room.packages?.includes(key))
		.map(([, { regex, why }]) => ({ regex, message: `${why[0].toUpperCase()}${why.slice(1)}.` }));
	const dollar = {
		regex: '^\\$lib(?:/|$)',
		message: 'Write #lib/..., which Node and every tool understand.'
	};
	return [...libPatterns(room), ...relativePatterns(room, depth), ...packages, dollar];
}

/** The same patterns for what no-restricted-imports does not look at: import(), import types, worker and asset URLs. */
function forbiddenSyntax(patterns) {
	const places = (regex) => [
		`ImportExpression > Literal[value=/${regex}/]`,
		`NewExpression[callee.name='URL'] > Literal[value=/${regex}/]`
	];
	return patterns.flatMap(({ regex, allowTypeImports, message }) => {
		const literal = regex.replaceAll('/', '\\u002F');
		const typePlace = allowTypeImports ? [] : [`TSImportType Literal[value=/${literal}/]`];
		return [...places(literal), ...typePlace].map((selector) => ({ selector, message }));
	});
}

/** The files of a row, one glob a depth. */
function filesAtDepth(room, depth) {
	return room.files.map((glob) =>
		glob.endsWith('/**') ? `${glob.slice(0, -2)}${'*/'.repeat(depth)}*.${EXTENSIONS}` : glob
	);
}

/**
 * ESLint's flat configuration for all rooms. One object per room and depth, since the last one to match a file wins.
 * @param {(room: Room) => { selector: string, message: string }[]} otherSyntax what else the room's files must not write
 */
export function roomConfigs(otherSyntax) {
	return rooms.flatMap((room) => {
		const depths = room.files[0].endsWith('/**') ? DEPTHS : [0];
		return depths.map((depth) => {
			const patterns = forbiddenImports(room, depth);
			return {
				name: `rooms/${room.name}/${depth}`,
				files: filesAtDepth(room, depth),
				rules: {
					'@typescript-eslint/no-restricted-imports': ['error', { patterns }],
					'no-restricted-syntax': ['error', ...otherSyntax(room), ...forbiddenSyntax(patterns)]
				}
			};
		});
	});
}
