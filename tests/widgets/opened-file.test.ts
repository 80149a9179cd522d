import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import { encodeSnapshot } from '#lib/core/snapshot.ts';
import { Opened } from '#lib/widgets/open-file/opened.svelte.ts';
import { OpenFileError, readOpenedFile, requireSize } from '#lib/widgets/open-file/opened-file.ts';
import { smallNetwork, smallSnapshot } from '../core/small-snapshots.ts';

const RECEIPT = 'pixel-embedding.json';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = (name: string, bytes: Uint8Array): string => {
	try {
		readOpenedFile(name, bytes);
		return 'taken';
	} catch (error) {
		expect(error).toBeInstanceOf(OpenFileError);
		return (error as OpenFileError).message;
	}
};

describe('an opened file', () => {
	it('is recognised by its bytes, whatever it is called', () => {
		expect(readOpenedFile('photo.png', encodeIntegerNetwork(smallNetwork(1))).kind).toBe('integers');
		expect(readOpenedFile('x', encodeSnapshot(smallSnapshot(1))).kind).toBe('snapshot');
		const receipt = readFileSync('tests/golden/receipts/' + RECEIPT);
		expect(readOpenedFile('y.lbn', receipt)).toMatchObject({ kind: 'receipt', size: receipt.length });
	});

	it('says what was expected and what came', () => {
		expect(refusal('a', new Uint8Array())).toMatch(/^the file is empty; .*\.lbn.*“Pictures”$/);
		expect(refusal('a', bytesOf('PK'))).toMatch(/begins like none that is known here/);
		expect(refusal('a', bytesOf('toString'))).toMatch(/begins like none that is known here/);
		expect(refusal('a', bytesOf('{"hello": 1}'))).toMatch(/format must be "awep-receipt", got none/);
		expect(refusal('a', bytesOf('LOWB'))).toMatch(/header takes 6 bytes, the file ends after 4/);
		expect(refusal('a', bytesOf(`{${' '.repeat(40_000)}}`))).toMatch(/at most 32768 bytes, got 40002/);
		expect(() => requireSize(1e9)).toThrow(/at most 67 MB is expected, got 1000 MB/);
	});

	it('is refused by name or can be computed with: 10,000 damaged files of every kind', () => {
		const files = [
			encodeIntegerNetwork(smallNetwork(3)),
			encodeSnapshot(smallSnapshot(3)),
			readFileSync('tests/golden/receipts/' + RECEIPT)
		];
		const damage = fc.record({
			file: fc.constantFrom(...files),
			cut: fc.double({ min: 0, max: 1, noNaN: true }),
			writes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 })
		});
		fc.assert(
			fc.property(damage, ({ file, cut, writes }) => {
				const bytes = Uint8Array.from(
					file.subarray(0, cut > 0.5 ? file.length : Math.ceil(cut * file.length))
				);
				for (const [at, to] of writes) if (bytes.length > 0) bytes[at % bytes.length] = to;
				if (refusal('damaged', bytes) !== 'taken') return;
				const opened = readOpenedFile('damaged', bytes);
				if (opened.kind === 'integers') expect(new Opened(opened).integers).toBe(opened.network);
			}),
			{ seed: 5, numRuns: 10_000 }
		);
	});
});
