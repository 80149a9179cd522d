/**
 * A table's levels over a run, delta-coded: a hundred frames of 2,560 entries in a few kilobytes.
 *
 * Frame 0 is written against an all-zero table, each later frame against the one before. A change is one LEB128 number,
 * gap * 4 + level, where gap counts the unchanged entries skipped since the last change.
 */

/** The quantized table after `step` steps: levels [256, wordLength]. */
export interface TableFrame {
	readonly step: number;
	readonly levels: Uint8Array;
}

/** A frame as stored: base64 of its changes. */
export interface StoredFrame {
	readonly step: number;
	readonly changes: string;
}

/** Largest level the format holds: two bits. */
const MAX_LEVEL = 3;

export function encodeHistory(frames: readonly TableFrame[]): StoredFrame[] {
	let previous: Uint8Array = new Uint8Array(frames[0]?.levels.length ?? 0);
	return frames.map(({ step, levels }) => {
		if (levels.length !== previous.length)
			throw new RangeError(`every frame must hold ${previous.length} levels, got ${levels.length}`);
		const bytes: number[] = [];
		let gap = 0;
		levels.forEach((level, i) => {
			if (level > MAX_LEVEL) throw new RangeError(`a level must be 0..3, got ${level}`);
			if (level === previous[i]) {
				gap++;
				return;
			}
			let code = gap * 4 + level;
			while (code >= 128) {
				bytes.push((code & 127) | 128);
				code >>>= 7;
			}
			bytes.push(code);
			gap = 0;
		});
		previous = levels;
		return { step, changes: btoa(String.fromCharCode(...bytes)) };
	});
}

/** Base64 as one character a byte. */
function binaryOf(changes: string, step: number): string {
	try {
		return atob(changes);
	} catch {
		throw new RangeError(`step ${step}: changes must be base64, got ${changes.slice(0, 20)}`);
	}
}

/**
 * @param entries numbers in one frame, 256 * wordLength
 * @throws RangeError when changes are no base64, a change lies outside the table, or a number is cut short
 */
export function decodeHistory(stored: readonly StoredFrame[], entries: number): TableFrame[] {
	let previous = new Uint8Array(entries);
	return stored.map(({ step, changes }) => {
		const levels = previous.slice();
		const bytes = binaryOf(changes, step);
		let entry = -1;
		let code = 0;
		let shift = 0;
		for (let i = 0; i < bytes.length; i++) {
			const byte = bytes.charCodeAt(i);
			code |= (byte & 127) << shift;
			shift += 7;
			if (byte & 128) {
				if (shift > 21) throw new RangeError(`step ${step}: a change is longer than any table needs`);
				continue;
			}
			entry += (code >>> 2) + 1;
			if (entry >= entries)
				throw new RangeError(`step ${step}: a change points at entry ${entry} of ${entries}`);
			levels[entry] = code & 3;
			code = 0;
			shift = 0;
		}
		if (shift !== 0) throw new RangeError(`step ${step}: the last change is cut short`);
		previous = levels;
		return { step, levels };
	});
}
