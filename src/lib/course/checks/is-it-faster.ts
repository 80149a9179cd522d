/** The questions at the end of "Is it faster?". */
import type { Question } from '../question.ts';

export const FASTER_CHECK: readonly Question[] = [
	{
		id: 'webgl-and-wasm',
		kind: 'choice',
		question:
			'The table makes the first layer much faster in WebAssembly. Why should one not expect the paper’s 1.7 in WebGL on a graphics card?',
		choices: [
			{
				text: 'Because WebGL is slower than WebAssembly',
				right: false,
				because:
					'It may be, for a small network. But the 1.7 compares two networks on the same device, and being slow does to both the same.'
			},
			{
				text: 'Because a card does the float layer’s few multiply-adds almost for nothing, while the table costs it many fetches, and starting each layer costs both the same',
				right: true,
				because:
					'What takes little time cannot be won back. A processor does four floats at once and sixteen bytes; a card has thousands of float units, and fetches are what it has least of.'
			},
			{
				text: 'Because a graphics card cannot work with whole numbers',
				right: false,
				because:
					'It can. WebGL2 has integer textures and arithmetic, and our engines there give the exact integers.'
			},
			{
				text: 'Because the clock of a browser is too coarse',
				right: false,
				because:
					'A coarse clock makes single calls unreadable. Long stretches are read well by any clock, and a ratio of two of them is no coarser.'
			}
		]
	},
	{
		id: 'at-most',
		kind: 'number',
		question:
			'A layer takes a quarter of the time of a network. Somebody makes it so fast that it takes no time at all. How many times as fast is the network? (Two decimals.)',
		answer: 1.33,
		tolerance: 0.006,
		right: 'Three quarters of the time are left: 1 / 0.75 = 1.33.',
		wrong: [
			{
				when: 4,
				because:
					'That would be so if only this layer’s quarter were left. It is the other three quarters that are left.'
			},
			{
				when: { from: 1.24, to: 1.26 },
				because: 'The time falls by a quarter, to 0.75. The speed is 1 divided by that.'
			},
			{ when: 0.75, because: 'That is the time that is left. The speed is 1 divided by it.' }
		],
		otherwise: 'Amdahl’s law with p = 0.25 and an infinite s: 1 / (1 − p).'
	},
	{
		id: 'intensity',
		kind: 'choice',
		question:
			'A core reads at most 100 thousand million bytes and does at most 30 thousand million multiply-adds a second. A loop does one multiply-add for every 10 bytes it reads. What is its limit?',
		choices: [
			{
				text: '30 thousand million a second, by arithmetic',
				right: false,
				because:
					'For that it would have to read 300 thousand million bytes a second, three times what the core can.'
			},
			{
				text: '10 thousand million a second, by reading',
				right: true,
				because:
					'100 divided by 10 is 10, less than 30. Faster multipliers would not help; using each byte more often would.'
			},
			{
				text: '1,000 thousand million a second, by reading',
				right: false,
				because: 'That is ten multiply-adds for each byte. Here it is one for ten bytes.'
			},
			{
				text: '100 thousand million a second, by reading',
				right: false,
				because: 'It reads as many bytes a second, and does a tenth as many multiply-adds.'
			}
		]
	},
	{
		id: 'which-timing',
		kind: 'choice',
		question:
			'Somebody reports: “I timed one call of each network. The low-bit one took 0.0 ms and the float one 1.0 ms.” What do you know?',
		choices: [
			{
				text: 'The low-bit network is at least ten times as fast.',
				right: false,
				because:
					'Two readings of a clock with steps of a millisecond say next to nothing about lengths below a millisecond.'
			},
			{
				text: 'The low-bit network takes less than a millisecond once it is warm.',
				right: false,
				because:
					'It was one call, and not a warm one. And a step may fall into a short call as well as into a long one.'
			},
			{
				text: 'That the clock has coarse steps, and next to nothing about the networks.',
				right: true,
				because:
					'The clock moved once during one call and not during the other. Repeat each until a stretch has a hundred steps, take turns, and show the spread.'
			}
		]
	}
];
