import { describe, expect, it } from 'vitest';
import { decodeIntegerNetwork, IntegerFileError, type IntegerFileFault } from '#lib/core/integer-file.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { Random } from '#lib/core/random.ts';
import { smallNetwork } from './small-snapshots.ts';

/** One pixel, words of 1 bit, one channel, two classes: small enough to write down. */
const TINY: IntegerNetwork = {
	height: 1,
	width: 1,
	table: { wordLength: 1, bits: 1, levels: new Uint8Array(256).fill(1, 255) },
	convs: [
		{
			outChannels: 1,
			stride: 1,
			pool: 1,
			signs: Int8Array.from({ length: 27 }, (_, i) => (i === 0 || i === 26 ? 1 : -1)),
			thresholds: Int16Array.of(-27, 2, 28)
		}
	],
	dense: Int8Array.of(-1, 1),
	classes: 2
};

/** Where the parts of TINY's file begin. */
const AT = { table: 20, signs: 52, thresholds: 56, dense: 64, end: 68 } as const;

const file = encodeIntegerNetwork(TINY);

function changed(change: (view: DataView) => void): Uint8Array {
	const copy = file.slice();
	change(new DataView(copy.buffer));
	return copy;
}

function faultOf(bytes: Uint8Array): { fault: IntegerFileFault; message: string } {
	try {
		decodeIntegerNetwork(bytes);
	} catch (error) {
		if (!(error instanceof IntegerFileError)) throw error;
		return { fault: error.fault, message: error.message };
	}
	throw new Error('the file was accepted');
}

describe('the file of an integer network', () => {
	it('is laid out as documented, byte for byte', () => {
		const header = [0x4c, 0x4f, 0x57, 0x42, 1, 0, 1, 0, 1, 0, 2, 0, 1, 1, 1, 0, 1, 0, 1, 1];
		const table = [...new Array<number>(31).fill(0), 0x80];
		const thresholds = [0xe5, 0xff, 2, 0, 28, 0, 0, 0];
		expect(Array.from(file)).toEqual([...header, ...table, 1, 0, 0, 4, ...thresholds, 2, 0, 0, 0]);
		expect(file.length).toBe(AT.end);
	});

	it('comes back as the network it was, from any place in a buffer', () => {
		for (let seed = 0; seed < 100; seed++) {
			const network = smallNetwork(seed);
			const bytes = encodeIntegerNetwork(network);
			expect(decodeIntegerNetwork(bytes)).toEqual(network);
			const larger = new Uint8Array(bytes.length + 9).fill(255);
			larger.set(bytes, 3);
			expect(decodeIntegerNetwork(larger.subarray(3, 3 + bytes.length))).toEqual(network);
		}
	});

	it('is not written for a network that contradicts itself, or that is too large for any page', () => {
		expect(() => encodeIntegerNetwork({ ...TINY, dense: Int8Array.of(1) })).toThrow(RangeError);
		const wide = { ...TINY, width: 2000, dense: new Int8Array(4000).fill(1) };
		expect(() => encodeIntegerNetwork(wide)).toThrow(IntegerFileError);
	});
});

describe('a file is refused', () => {
	it('when it is something else', () => {
		const fault = {
			fault: 'not-a-network',
			message: expect.stringContaining('starts with "LOWB"') as string
		};
		expect(faultOf(new Uint8Array(0))).toEqual(fault);
		expect(faultOf(Uint8Array.of(0x4c, 0x4f, 0x57))).toEqual(fault);
		expect(faultOf(changed((v) => v.setUint8(3, 0x43)))).toEqual(fault);
	});

	it('when its version is another', () => {
		expect(faultOf(changed((v) => v.setUint16(4, 2, true)))).toEqual({
			fault: 'version',
			message: 'this page reads version 1, the file is version 2'
		});
	});

	it('when it ends early, wherever', () => {
		for (let length = 4; length < file.length; length++)
			expect(faultOf(file.subarray(0, length)).fault, `${length} bytes`).toBe('truncated');
		expect(faultOf(file.subarray(0, 60)).message).toBe('this network takes 68 bytes, the file has 60');
		expect(faultOf(file.subarray(0, 18)).message).toBe('the header takes 20 bytes, the file ends after 18');
	});

	it('when it goes on after its end', () => {
		const longer = new Uint8Array(file.length + 4);
		longer.set(file);
		expect(faultOf(longer)).toEqual({
			fault: 'oversized',
			message: 'this network takes 68 bytes, the file has 72'
		});
	});

	it.each([
		['a height of 0', 6, 0],
		['a width of 0', 8, 0],
		['a single class', 10, 1],
		['a word of no entries', 12, 0],
		['a word of 17', 12, 17],
		['levels of 3 bits', 13, 3],
		['no convolution', 14, 0],
		['17 convolutions', 14, 17],
		['a convolution without channels', 16, 0],
		['a stride of 3', 18, 3],
		['a pool of 0', 19, 0],
		['a pool that does not divide its input', 19, 2]
	])('when its header speaks of %s', (_, offset, value) => {
		// Long enough for any header, so that the sizes are what is wrong.
		const long = new Uint8Array(200);
		long.set(changed((v) => v.setUint8(offset, value)));
		const { fault, message } = faultOf(long);
		expect(fault).toBe('shape');
		expect(message.length).toBeGreaterThan(30);
	});

	it('without believing sizes that would fill the memory', () => {
		const huge = changed((v) => {
			v.setUint16(6, 1024, true);
			v.setUint16(8, 1024, true);
			v.setUint16(10, 256, true);
			v.setUint16(16, 1024, true);
		});
		expect(faultOf(huge).fault).toBe('truncated');
	});

	it('when thresholds fall', () => {
		expect(faultOf(changed((v) => v.setInt16(AT.thresholds, 3, true)))).toEqual({
			fault: 'threshold-order',
			message: 'convolution 1: thresholds must not fall from T1 to T3, channel 0 has 3, 2, 28'
		});
		expect(faultOf(changed((v) => v.setInt16(AT.thresholds + 4, 1, true))).fault).toBe('threshold-order');
	});

	it('when thresholds lie where no accumulator can', () => {
		expect(faultOf(changed((v) => v.setInt16(AT.thresholds, -28, true)))).toEqual({
			fault: 'threshold-range',
			message: 'convolution 1: thresholds must be -27..28, channel 0 has -28, 2, 28'
		});
		expect(faultOf(changed((v) => v.setInt16(AT.thresholds + 4, 29, true))).fault).toBe('threshold-range');
	});

	it.each([
		['in the header', 15, 1],
		['after the signs', AT.signs + 3, 4 + 8],
		['after the thresholds', AT.thresholds + 6, 1],
		['after the last layer', AT.dense + 3, 128],
		['right after the last bit', AT.dense, 2 + 4]
	])('when padding %s is not zero', (_, offset, value) => {
		const { fault, message } = faultOf(changed((v) => v.setUint8(offset, value)));
		expect(fault).toBe('padding');
		expect(message).toContain('must be 0');
	});
});

describe('damage', () => {
	/** Refused with the file's own error, or read as exactly what it says. */
	function expectHonest(bytes: Uint8Array): 'refused' | 'read' {
		let network: IntegerNetwork;
		try {
			network = decodeIntegerNetwork(bytes);
		} catch (error) {
			expect(error).toBeInstanceOf(IntegerFileError);
			return 'refused';
		}
		expect(Buffer.compare(encodeIntegerNetwork(network), bytes)).toBe(0);
		return 'read';
	}

	it('of every kind is refused as such, or gives a network whose file it is: 10,000 random byte strings', () => {
		const random = Random.fromSeed(1);
		for (let i = 0; i < 10_000; i++) {
			const bytes = Uint8Array.from({ length: random.below(120) }, () => random.below(256));
			// Half of them get past the magic, half of those past the version.
			if (i % 2 === 0) bytes.set(file.subarray(0, Math.min(i % 4 === 0 ? 6 : 4, bytes.length)));
			expectHonest(bytes);
		}
	});

	it('of a good file too: 10,000 mutations', () => {
		const random = Random.fromSeed(2);
		const files = Array.from({ length: 20 }, (_, seed) => encodeIntegerNetwork(smallNetwork(seed)));
		const outcomes = { refused: 0, read: 0 };
		for (let i = 0; i < 10_000; i++) {
			let bytes = files[random.below(files.length)].slice();
			for (let changes = 1 + random.below(3); changes > 0; changes--) {
				// The header decides most: every second change goes there.
				const at = random.below(random.below(2) === 0 ? 28 : bytes.length) % bytes.length;
				const kind = random.below(8);
				if (kind === 0) bytes = bytes.slice(0, at + 1);
				else if (kind === 1) bytes = Uint8Array.from([...bytes, ...bytes.subarray(at)]);
				else if (kind === 2) bytes[at] = random.below(256);
				else bytes[at] ^= 1 << random.below(8);
			}
			outcomes[expectHonest(bytes)]++;
		}
		expect(outcomes.refused).toBeGreaterThan(2000);
		expect(outcomes.read).toBeGreaterThan(500);
	});
});
