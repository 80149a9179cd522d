import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fileParts, meaningOf, partAt } from '#lib/core/file-parts.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';

const files = ['pixel-embedding', 'naive2', 'bit-planes'].map(
	(name) => new Uint8Array(readFileSync(`static/networks/${name}.lbn`))
);
const [bytes] = files;
const network = decodeIntegerNetwork(bytes);
const parts = fileParts(network);

it('fills the whole file with parts that meet', () => {
	for (const file of files) {
		const all = fileParts(decodeIntegerNetwork(file));
		expect(all[0].offset).toBe(0);
		all.slice(1).forEach((part, i) => expect(part.offset).toBe(all[i].offset + all[i].bytes));
		const last = all[all.length - 1];
		expect(last.offset + last.bytes).toBe(file.length);
	}
});

it('finds every threshold at the byte that it names', () => {
	const view = new DataView(bytes.buffer);
	const part = parts.find(({ name }) => name === 'convolution 3: thresholds');
	if (!part) throw new Error('no such part');
	for (let i = 0; i < part.numbers; i++) {
		const t = view.getInt16(part.offset + 2 * i, true);
		expect(t).toBe(network.convs[2].thresholds[i]);
		expect(meaningOf(network, part, part.offset + 2 * i)).toBe(
			`the low byte of T${(i % 3) + 1} of channel ${Math.floor(i / 3)}, which is ${String(t).replace('-', '−')}`
		);
	}
});

it('finds the table’s bits at the entries that it names', () => {
	const part = parts[2];
	expect(part.name).toBe('table: plane 1');
	for (const at of [0, 7, 160, 319]) {
		const said = meaningOf(network, part, part.offset + at);
		const [, entry, value] = /from entry (\d+) of value (\d+)/.exec(said) ?? [];
		const level = network.table.levels[Number(value) * 10 + Number(entry)];
		expect(bytes[part.offset + at] & 1).toBe((level >> 1) & 1);
	}
});

it('refuses bytes past the end', () => {
	expect(partAt(parts, 0).kind).toBe('header');
	expect(() => partAt(parts, bytes.length)).toThrow(`no byte ${bytes.length}`);
});
