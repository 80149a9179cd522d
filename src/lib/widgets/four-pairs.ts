/** The pairs of test pictures behind the question which pair rounding makes one picture; a test holds the answers to them. */
export const PAIRS = [
	/** The same look, one about twice as bright as the other: no pixel is equal. */
	{ name: 'A', light: 0, pictures: [628, 658] },
	/** All values below 43 but one. */
	{ name: 'B', light: 0, pictures: [230, 359] },
	/** All values below 43. */
	{ name: 'C', light: 0, pictures: [720, 1983] },
	/** The same smallest and largest value. */
	{ name: 'D', light: 0, pictures: [135, 439] }
] as const;
