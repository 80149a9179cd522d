/** An example for each function that readers meet first. Tests run every one as a cell. */

export const API_EXAMPLES: Readonly<Record<string, string>> = {
	show: `for (const bits of [1, 2, 3]) show(\`\${bits} bits have \${2 ** bits} levels\`);`,
	'draw.picture': `const one = data.materialDataset({ light: 1, seed: 1, count: 1 });\ndraw.picture(one.images, { title: one.classNames[0] })`,
	'draw.words': `draw.words(core.fixedTable({ kind: 'dither', bits: 2, wordLength: 6 }), { title: 'A dither of six' })`,
	'draw.lines': `const x = core.evenly(200, 0, 1);\ndraw.lines({ rounded: { x, y: x.map(core.quantized) }, plain: { x, y: x } }, { xLabel: 'latent' })`,
	'draw.rows': `draw.rows([1, 2, 3].map((bits) => ({ bits, levels: 2 ** bits, step: 255 / (2 ** bits - 1) })))`,
	'draw.seeds': `draw.seeds({ naive: [0.41, 0.44, 0.43], learned: [0.79, 0.8, 0.81] }, { title: 'Three seeds' })`,
	'core.roundPixels': `const { levelOf, valueOf } = core.roundPixels(2);\nvalueOf[levelOf[100]]`,
	'core.fixedTable': `const table = core.fixedTable({ kind: 'thermometer', wordLength: 8 });\ntable.levels.subarray(128 * 8, 129 * 8)`,
	'core.customEncoding': `const levels = Uint8Array.from({ length: 256 }, (_, v) => (v < 32 ? 0 : v < 64 ? 1 : v < 128 ? 2 : 3));\ncore.customEncoding('octaves', { wordLength: 1, bits: 2, levels })`,
	'core.distanceMatrix': `const table = core.fixedTable({ kind: 'bit-planes' });\ncore.wordDistance(table, 127, 128)`,
	'core.meanInterval': `core.meanInterval([0.79, 0.8, 0.81])`,
	'core.descend': `const { path } = core.descend({\n\tstart: [0.1],\n\ttarget: 1,\n\tlearningRate: 0.1,\n\tbackward: () => 1,\n\tclamp: true,\n\tsteps: 20\n});\npath.map(([x]) => x)`,
	'core.networkShape': `core.networkShape(core.archA({ kind: 'naive', bits: 2, wordLength: 1 })).convs.map(({ outHeight, outChannels }) => [outHeight, outChannels])`,
	'data.materialDataset': `const dark = data.materialDataset({ light: 0, seed: 1, count: 10 });\ndraw.picture(data.imageAt(dark, 0))`,
	'data.valueHistogram': `const some = data.materialDataset({ light: 1, seed: 1, count: 20 });\nconst counts = data.valueHistogram(some);\ndraw.lines({ 'how often': counts }, { xLabel: 'value' })`
};
