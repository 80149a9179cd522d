import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { packNetwork } from '#lib/core/pack.ts';
import { ENGLISH_WORDS } from '#lib/language/language.ts';
import { judgePacking, numberOf, packExercise } from '#lib/widgets/pack-exercise.ts';

const network = decodeIntegerNetwork(new Uint8Array(readFileSync('static/networks/pixel-embedding.lbn')));

it('asks for the numbers that the packed table holds', () => {
	const { table } = packNetwork(network);
	for (let seed = 1; seed <= 40; seed++) {
		const { value, planes } = packExercise(network.table, seed);
		expect(planes.map(numberOf)).toEqual(table.map((plane) => plane[value]));
	}
});

it('says which lane is wrong and why', () => {
	const exercise = {
		value: 0,
		word: [1, 0, 3],
		planes: [
			[1, 0, 1],
			[0, 0, 1]
		]
	};
	expect(
		judgePacking(
			exercise,
			[
				[1, 0, 1],
				[0, 0, 1]
			],
			ENGLISH_WORDS
		)
	).toMatchObject({ right: true });
	expect(
		judgePacking(
			exercise,
			[
				[1, 0, 0],
				[0, 0, 1]
			],
			ENGLISH_WORDS
		)
	).toMatchObject({
		right: false,
		wrongLanes: [[2], []],
		because: 'Look at lane 2 of A0: level 3 is 1 · 2 + 1, so its bit there is 1.'
	});
	expect(
		judgePacking(
			exercise,
			[
				[0, 0, 1],
				[1, 0, 1]
			],
			ENGLISH_WORDS
		).because
	).toContain('exchanged');
});
