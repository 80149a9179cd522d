/** Names of classes out of strangers' files: short, visible, one line. They are shown as text, and never as anything else. */

const LONGEST = 60;

/** Controls, and marks that turn or hide the text around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

export function cleanClassName(text: string): string {
	const visible = text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
	const letters = Array.from(visible);
	if (letters.length === 0) return 'unnamed';
	return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : visible;
}

/** Numbers by size and before words; words by code unit, the same everywhere. */
export function compareClassNames(a: string, b: string): number {
	const [m, n] = [a, b].map((name) => (/^\d{1,15}$/.test(name) ? Number(name) : Infinity));
	if (m !== n) return m - n;
	return a < b ? -1 : a > b ? 1 : 0;
}
