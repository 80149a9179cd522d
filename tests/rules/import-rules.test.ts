// Plants good and bad imports in every room and asks the project's own ESLint configuration about them, so that a rule
// which silently matches nothing is found. The table of ARCHITECTURE is written out here again, on purpose.

import { ESLint } from 'eslint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const importRules = new Set([
	'@typescript-eslint/no-restricted-imports',
	'no-restricted-globals',
	'no-restricted-properties',
	'no-restricted-syntax'
]);
let eslint: ESLint;

beforeAll(() => {
	eslint = new ESLint({
		cwd: root,
		ruleFilter: ({ ruleId }: { ruleId: string }) => importRules.has(ruleId),
		// The planted files do not exist, so TypeScript's project knows nothing of them; these rules need no types.
		overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
	});
});

/** The ids of the rules that an import in `file` breaks. */
async function complaints(file: string, code: string): Promise<(string | null)[]> {
	const source = file.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>\n` : `${code}\n`;
	const [result] = await eslint.lintText(source, { filePath: join(root, file) });
	const messages = result?.messages ?? [];
	const fatal = messages.find((message) => message.fatal);
	if (fatal) throw new Error(`${file}: ${fatal.message}`);
	return messages.map(({ ruleId }) => ruleId);
}

const value = (path: string): string => `import { a } from '${path}';`;
const type = (path: string): string => `import type { A } from '${path}';`;

interface Plant {
	file: string;
	good: string[];
	bad: string[];
}

const plants: Record<string, Plant> = {
	core: {
		file: 'src/lib/core/planted.ts',
		good: [value('./random.ts'), value('#lib/core/random.ts'), value('./deep/er.ts')],
		bad: [
			value('#lib/data/dataset.ts'),
			type('#lib/train/loop.ts'),
			value('../data/dataset.ts'),
			value('./../data/dataset.ts'),
			value('./deep/../../data/dataset.ts'),
			value('@tensorflow/tfjs-core'),
			value('d3-scale'),
			value('$lib/core/random'),
			`import '#lib/engines/wasm.ts';`,
			`const later = import('#lib/train/loop.ts');`,
			`const later = import('@tensorflow/tfjs-core');`,
			`type Later = import('#lib/train/loop.ts').Loop;`
		]
	},
	'core, one folder down': {
		file: 'src/lib/core/deep/planted.ts',
		good: [value('../random.ts'), value('./er.ts')],
		bad: [value('../../data/dataset.ts'), value('#lib/data/dataset.ts')]
	},
	data: {
		file: 'src/lib/data/planted.ts',
		good: [value('#lib/core/random.ts'), value('./dataset.ts')],
		bad: [value('#lib/train/loop.ts'), value('../core/random.ts'), type('#lib/run/run.ts')]
	},
	train: {
		file: 'src/lib/train/planted.ts',
		good: [
			value('#lib/core/random.ts'),
			value('#lib/data/dataset.ts'),
			value('@tensorflow/tfjs-core'),
			`import '@tensorflow/tfjs-core/dist/register_all_gradients';`,
			`import url from '../../kernels/train.wasm?url';`
		],
		bad: [
			value('#lib/worker/protocol.ts'),
			value('#lib/engines/wasm.ts'),
			value('../engines/wasm.ts'),
			value('../../tools/study.ts')
		]
	},
	engines: {
		file: 'src/lib/engines/planted.ts',
		good: [value('#lib/core/snapshot.ts'), `const later = import('./tfjs-baseline.ts');`],
		bad: [
			value('@tensorflow/tfjs-core'),
			value('#lib/data/dataset.ts'),
			type('#lib/train/loop.ts'),
			`const later = import('@tensorflow/tfjs-core');`
		]
	},
	'the timing clients of engines': {
		file: 'src/lib/engines/timing/client.ts',
		good: [value('./protocol.ts'), value('#lib/core/random.ts'), value('#lib/run/watchdog.ts')],
		bad: [
			value('#lib/run/run.svelte.ts'),
			value('#lib/widgets/class-rules.ts'),
			value('@tensorflow/tfjs-core')
		]
	},
	'the float baseline of engines': {
		file: 'src/lib/engines/tfjs-baseline.ts',
		good: [value('@tensorflow/tfjs-core'), value('#lib/core/snapshot.ts')],
		bad: [value('#lib/train/loop.ts'), value('#lib/data/dataset.ts')]
	},
	'worker/protocol': {
		file: 'src/lib/worker/protocol.ts',
		good: [
			type('#lib/core/snapshot.ts'),
			type('#lib/data/dataset.ts'),
			`import { type A, type B } from '#lib/data/dataset.ts';`
		],
		bad: [
			value('#lib/core/snapshot.ts'),
			`import { a, type B } from '#lib/core/snapshot.ts';`,
			value('#lib/worker/server.ts'),
			value('./server.ts'),
			type('#lib/train/loop.ts')
		]
	},
	'worker/server': {
		file: 'src/lib/worker/server.ts',
		good: [value('./protocol.ts'), value('#lib/core/snapshot.ts'), value('#lib/data/dataset.ts')],
		bad: [value('#lib/train/loop.ts'), value('@tensorflow/tfjs-core'), value('#lib/run/run.ts')]
	},
	'worker/client': {
		file: 'src/lib/worker/client.ts',
		good: [value('./protocol.ts'), `const there = new URL('./train.worker.ts', import.meta.url);`],
		bad: [value('#lib/train/loop.ts'), `const there = new URL('../train/loop.ts', import.meta.url);`]
	},
	'worker/train.worker': {
		file: 'src/lib/worker/train.worker.ts',
		good: [value('./server.ts'), value('#lib/train/loop.ts')],
		bad: [value('@tensorflow/tfjs-core'), value('#lib/run/run.ts')]
	},
	run: {
		file: 'src/lib/run/planted.svelte.ts',
		good: [value('#lib/worker/client.ts'), value('#lib/core/snapshot.ts'), type('#lib/worker/protocol.ts')],
		bad: [
			value('#lib/worker/server.ts'),
			value('#lib/worker/protocol.ts'),
			value('#lib/worker/client.ts.old'),
			value('#lib/data/dataset.ts'),
			value('#lib/train/loop.ts')
		]
	},
	language: {
		file: 'src/lib/language/planted.ts',
		good: [value('./language.ts'), value('svelte')],
		bad: [value('#lib/core/random.ts'), type('#lib/run/run.ts'), value('../course/chapters.ts')]
	},
	figures: {
		file: 'src/lib/figures/Planted.svelte',
		good: [
			value('#lib/language/context.ts'),
			type('#lib/core/snapshot.ts'),
			value('d3-scale'),
			`import Axis from './Axis.svelte';`
		],
		bad: [
			value('#lib/core/snapshot.ts'),
			value('d3'),
			value('#lib/run/run.ts'),
			`import Axis from '../widgets/Axis.svelte';`
		]
	},
	widgets: {
		file: 'src/lib/widgets/Planted.svelte',
		good: [
			...['run/run', 'figures/scale', 'engines/wasm', 'core/random', 'data/dataset'].map((path) =>
				value(`#lib/${path}.ts`)
			),
			value('#lib/course/Predict.svelte')
		],
		bad: [
			value('#lib/train/loop.ts'),
			value('#lib/worker/client.ts'),
			value('#lib/course/Check.svelte'),
			value('#lib/course/chapters.ts'),
			value('d3-scale')
		]
	},
	notebook: {
		file: 'src/lib/notebook/planted.ts',
		good: [
			value('#lib/core/random.ts'),
			value('#lib/run/run.ts'),
			value('#lib/figures/LineChart.svelte'),
			value('#lib/widgets/picture-pixels.ts')
		],
		bad: [
			value('#lib/widgets/scale.ts'),
			value('#lib/worker/client.ts'),
			value('#lib/train/loop.ts'),
			value('#lib/data/materials.ts')
		]
	},
	'notebook/frame': {
		file: 'src/lib/notebook/frame/planted.ts',
		good: [
			value('#lib/core/random.ts'),
			value('#lib/data/materials.ts'),
			value('#lib/engines/reference.ts'),
			value('#lib/notebook/inspect.ts')
		],
		bad: [value('#lib/run/run.ts'), value('#lib/figures/LineChart.svelte'), value('../inspect.ts')]
	},
	...Object.fromEntries(
		['course', 'teach'].map((room) => [
			room,
			{
				file: `src/lib/${room}/planted.ts`,
				good: [value('#lib/core/random.ts'), value('#lib/run/run.ts')],
				bad: [value('#lib/widgets/scale.ts'), value('#lib/worker/client.ts'), value('#lib/train/loop.ts')]
			}
		])
	),
	site: {
		file: 'src/lib/site/planted.ts',
		good: [value('./headers.ts'), value('idb-keyval')],
		bad: [value('#lib/core/random.ts'), value('#lib/run/run.ts'), value('#lib/worker/client.ts')]
	},
	routes: {
		file: 'src/routes/[chapter]/+page.svelte',
		good: [
			value('#lib/widgets/scale.ts'),
			value('#lib/course/chapters.ts'),
			value('./$types'),
			value('../shared.ts'),
			value('$app/paths')
		],
		bad: [
			value('#lib/train/loop.ts'),
			value('@tensorflow/tfjs-core'),
			value('../../lib/core/random.ts'),
			`const later = import('#lib/train/loop.ts');`
		]
	},
	content: {
		file: 'content/planted.svelte',
		good: [value('#lib/widgets/scale.ts')],
		bad: [value('#lib/train/loop.ts'), value('@tensorflow/tfjs'), value('../src/lib/core/random.ts')]
	},
	tools: {
		file: 'src/tools/planted.ts',
		good: [value('#lib/train/loop.ts'), value('node:fs')],
		bad: [value('@tensorflow/tfjs-core'), value('../lib/train/loop.ts')]
	}
};

describe.each(Object.entries(plants))('%s', (_, { file, good, bad }) => {
	test.each(good)('may: %s', async (code) => {
		expect(await complaints(file, code)).toEqual([]);
	});
	test.each(bad)('may not: %s', async (code) => {
		expect(await complaints(file, code)).not.toEqual([]);
	});
});

test('every folder of src/lib is a room of the table', () => {
	const folders = readdirSync(join(root, 'src/lib'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	const planted = Object.values(plants).map(({ file }) => file);
	expect(folders.filter((name) => !planted.some((file) => file.startsWith(`src/lib/${name}/`)))).toEqual([]);
});

test('core has no page, no dice and no clock of its own', async () => {
	const file = 'src/lib/core/planted.ts';
	for (const code of [
		'document.title;',
		'new ImageData(1, 1);',
		'Math.random();',
		'performance.now();',
		'Date.now();'
	])
		expect(await complaints(file, code), code).not.toEqual([]);
	for (const code of ['new TextEncoder();', 'Math.fround(1);', 'const name = 1;\nexport { name };'])
		expect(await complaints(file, code), code).toEqual([]);
});

test('src/lib has neither default exports nor barrels', async () => {
	const file = 'src/lib/data/planted.ts';
	for (const code of [
		'export default 1;',
		`export * from './dataset.ts';`,
		`export { a } from './dataset.ts';`
	])
		expect(await complaints(file, code), code).toEqual(['no-restricted-syntax']);
});

test('no chapter imports what its room may not', async () => {
	const content = join(root, 'content');
	const chapters = existsSync(content)
		? readdirSync(content, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.md'))
				// The page for authors shows scripts and has none.
				.filter((name) => name !== 'README.md')
		: [];
	for (const name of chapters) {
		const text = readFileSync(join(content, name), 'utf8');
		for (const [, code] of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g))
			expect(await complaints(`content/${name}.ts`, code ?? ''), name).toEqual([]);
	}
});
