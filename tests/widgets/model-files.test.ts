import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import { defaultConfig } from '#lib/core/config.ts';
import type { RunView } from '#lib/run/run-view.ts';
import { networkFiles, recordFiles } from '#lib/widgets/take-away/model-files.ts';

const file = new Uint8Array(readFileSync('static/networks/hero.lbn'));
const integers = decodeIntegerNetwork(file);
const names = Array.from({ length: 10 }, (_, i) => `class ${i}`);
const model = { integers, snapshot: null, name: 'net', classNames: names, about: ['a network'] };

const view: RunView = {
	config: defaultConfig({ kind: 'dither', wordLength: 4, bits: 2 }, { kind: 'cifar-10' }),
	...{ step: 2, losses: [2.5, 2.25], frames: [], samples: null, classNames: ['a', '=b'], live: true },
	evaluations: [
		{ step: 2, correct: 3, count: 4, answers: new Uint8Array(), confidences: new Float32Array() }
	],
	result: {
		...{ step: 2, testAccuracy: 0.75, validationAccuracy: 0.5, snapshotHash: '', answers: null },
		confusion: Uint32Array.from([1, 1, 0, 2])
	}
};

describe('the files of a network', () => {
	it('are five for whole numbers alone, each by its own name', () => {
		const files = networkFiles(model);
		expect(files.map(({ name }) => name)).toEqual(['net.lbn', 'net.c', 'net-table.h', 'net.ts', 'net.onnx']);
		for (const { make, purpose } of files) {
			expect(make().length).toBeGreaterThan(500);
			expect(purpose.endsWith('.')).toBe(true);
		}
	});

	it('give the network back to the bit', () => {
		const lbn = networkFiles(model)[0].make();
		expect(lbn).toEqual(encodeIntegerNetwork(integers));
		expect(lbn).toEqual(file);
	});

	it('are none of whole numbers where there are none', () => {
		expect(networkFiles({ ...model, integers: null })).toEqual([]);
	});
});

describe('the records of a run', () => {
	it('are curves and confusions; no cell can be taken for a formula', () => {
		const [curves, confusion] = recordFiles(view, 'run').map(({ make }) => make());
		expect(curves).toBe('step,training loss,test accuracy\r\n1,2.5,\r\n2,2.25,0.75\r\n');
		expect(confusion).toBe("is / answered,a,'=b\r\na,1,1\r\n'=b,0,2\r\n");
	});

	it('are only what there is', () => {
		expect(recordFiles({ ...view, result: null, losses: [] }, 'run')).toEqual([]);
	});
});
