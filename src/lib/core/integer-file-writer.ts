/** Writes an integer network's file; integer-file.ts has its form and reads it. Pages that only read do without this. */
import { bitsOfSigns, packBits, packLevels } from './bit-planes.ts';
import {
	fileBytes,
	headerBytes,
	INTEGER_FILE_MAGIC,
	INTEGER_FILE_VERSION,
	shapeOf,
	type Sizes
} from './integer-file.ts';
import { checkIntegerNetwork, type IntegerNetwork } from './integer-network.ts';
import { thresholdBytes } from './packed-sizes.ts';

function writeHeader(view: DataView, { height, width, classes, wordLength, bits, convs }: Sizes): void {
	view.setUint32(0, INTEGER_FILE_MAGIC, true);
	view.setUint16(4, INTEGER_FILE_VERSION, true);
	view.setUint16(6, height, true);
	view.setUint16(8, width, true);
	view.setUint16(10, classes, true);
	view.setUint8(12, wordLength);
	view.setUint8(13, bits);
	view.setUint8(14, convs.length);
	convs.forEach(({ outChannels, stride, pool }, i) => {
		view.setUint16(headerBytes(i), outChannels, true);
		view.setUint8(headerBytes(i) + 2, stride);
		view.setUint8(headerBytes(i) + 3, pool);
	});
}

/**
 * @throws RangeError when the network contradicts itself
 * @throws IntegerFileError 'shape' when it is larger than any network of the site may be
 */
export function encodeIntegerNetwork(network: IntegerNetwork): Uint8Array<ArrayBuffer> {
	checkIntegerNetwork(network);
	const { height, width, classes, convs, table } = network;
	const { wordLength, bits, levels } = table;
	const sizes: Sizes = {
		height,
		width,
		classes,
		wordLength,
		bits,
		convs: convs.map(({ outChannels, stride, pool }) => ({ outChannels, stride, pool }))
	};
	const bytes = new Uint8Array(fileBytes(sizes, shapeOf(sizes)));
	const view = new DataView(bytes.buffer);
	writeHeader(view, sizes);
	let offset = headerBytes(convs.length);
	const writeBits = (row: Uint32Array): void => {
		row.forEach((word, i) => view.setUint32(offset + 4 * i, word, true));
		offset += row.byteLength;
	};
	packLevels(levels, levels.length, bits).forEach(writeBits);
	for (const { signs, thresholds, outChannels } of convs) {
		writeBits(packBits(bitsOfSigns(signs), signs.length));
		thresholds.forEach((t, i) => view.setInt16(offset + 2 * i, t, true));
		offset += thresholdBytes(outChannels);
	}
	writeBits(packBits(bitsOfSigns(network.dense), network.dense.length));
	return bytes;
}
