/** What the course cites, in the order of the numbers it is cited by. New ones go to the end: the numbers are in print. */

export interface Reference {
	/** In the order the work prints them; empty where we do not know them. */
	readonly authors: readonly string[];
	readonly title: string;
	readonly year: number;
	/** Journal, conference or publisher. */
	readonly venue?: string;
	readonly href: string;
	/** The link's words, such as `arXiv 1308.3432`. */
	readonly link: string;
	/** Why it is cited, in one sentence. */
	readonly note: string;
}

const arxiv = (id: string): { href: string; link: string } => ({
	href: `https://arxiv.org/abs/${id}`,
	link: `arXiv ${id}`
});

export const REFERENCES: Readonly<Record<string, Reference>> = {
	tokunaga2024: {
		authors: ['Hiroyuki Tokunaga', 'Joel Nicholls', 'Daria Vazhenina', 'Atsunori Kanemura'],
		title: 'Pixel Embedding: Fully Quantized Convolutional Neural Network with Differentiable Lookup Table',
		year: 2024,
		...arxiv('2407.16174'),
		note: 'The paper this course is about: a trained table gives every pixel value a low-bit word.'
	},
	bengio2013: {
		authors: ['Yoshua Bengio', 'Nicholas Léonard', 'Aaron Courville'],
		title: 'Estimating or Propagating Gradients Through Stochastic Neurons for Conditional Computation',
		year: 2013,
		...arxiv('1308.3432'),
		note: 'The straight-through estimator.'
	},
	rastegari2016: {
		authors: ['Mohammad Rastegari', 'Vicente Ordonez', 'Joseph Redmon', 'Ali Farhadi'],
		title: 'XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks',
		year: 2016,
		...arxiv('1603.05279'),
		note: 'Convolutions as exclusive-nor and counting, with a scale for each filter.'
	},
	zhou2016: {
		authors: ['Shuchang Zhou', 'Yuxin Wu', 'Zekun Ni', 'Xinyu Zhou', 'He Wen', 'Yuheng Zou'],
		title: 'DoReFa-Net: Training Low Bitwidth Convolutional Neural Networks with Low Bitwidth Gradients',
		year: 2016,
		...arxiv('1606.06160'),
		note: 'Weights, activations and gradients in few bits.'
	},
	choi2018: {
		authors: [
			'Jungwook Choi',
			'Zhuo Wang',
			'Swagath Venkataramani',
			'Pierce I-Jen Chuang',
			'Vijayalakshmi Srinivasan',
			'Kailash Gopalakrishnan'
		],
		title: 'PACT: Parameterized Clipping Activation for Quantized Neural Networks',
		year: 2018,
		...arxiv('1805.06085'),
		note: 'The range that activations are clipped to is learned.'
	},
	esser2019: {
		authors: [
			'Steven K. Esser',
			'Jeffrey L. McKinstry',
			'Deepika Bablani',
			'Rathinakumar Appuswamy',
			'Dharmendra S. Modha'
		],
		title: 'Learned Step Size Quantization',
		year: 2019,
		...arxiv('1902.08153'),
		note: 'The step between two levels is learned.'
	},
	zhang2020: {
		authors: ['Yichi Zhang', 'Junhao Pan', 'Xinheng Liu', 'Hongzheng Chen', 'Deming Chen', 'Zhiru Zhang'],
		title: 'FracBNN: Accurate and FPGA-Efficient Binary Neural Networks with Fractional Activations',
		year: 2020,
		...arxiv('2012.12206'),
		note: 'Pixels enter a binary network as thermometers.'
	},
	vorabbi2023: {
		authors: ['Lorenzo Vorabbi', 'Davide Maltoni', 'Stefano Santi'],
		title: 'Input Layer Binarization with Bit-Plane Encoding',
		year: 2023,
		...arxiv('2305.02885'),
		note: 'Pixels enter a binary network as bit-planes.'
	},
	thermometer2025: {
		authors: ['Thien Nguyen', 'William Guicquero'],
		title: 'End-to-end fully-binarized network design: from Generic Learned Thermometer to Block Pruning',
		year: 2025,
		...arxiv('2505.13462'),
		note: 'A thermometer whose thresholds are learned.'
	},
	efron1993: {
		authors: ['Bradley Efron', 'Robert J. Tibshirani'],
		title: 'An Introduction to the Bootstrap',
		year: 1993,
		venue: 'Chapman & Hall',
		href: 'https://doi.org/10.1201/9780429246593',
		link: 'doi 10.1201/9780429246593',
		note: 'Intervals by drawing again from what was measured.'
	},
	courbariaux2016: {
		authors: ['Matthieu Courbariaux', 'Itay Hubara', 'Daniel Soudry', 'Ran El-Yaniv', 'Yoshua Bengio'],
		title:
			'Binarized Neural Networks: Training Deep Neural Networks with Weights and Activations Constrained to +1 or -1',
		year: 2016,
		...arxiv('1602.02830'),
		note: 'BinaryNet: signs forward, a clipped straight-through gradient backward, latents kept within -1 and 1.'
	},
	williams2009: {
		authors: ['Samuel Williams', 'Andrew Waterman', 'David Patterson'],
		title: 'Roofline: An Insightful Visual Performance Model for Multicore Architectures',
		year: 2009,
		venue: 'Communications of the ACM',
		href: 'https://doi.org/10.1145/1498765.1498785',
		link: 'doi 10.1145/1498765.1498785',
		note: 'The roofline: what a loop can do at most, from its arithmetic and its reading.'
	},
	amdahl1967: {
		authors: ['Gene M. Amdahl'],
		title: 'Validity of the single processor approach to achieving large scale computing capabilities',
		year: 1967,
		venue: 'AFIPS Spring Joint Computer Conference',
		href: 'https://doi.org/10.1145/1465482.1465560',
		link: 'doi 10.1145/1465482.1465560',
		note: 'What the whole gains when one part gets faster.'
	},
	horowitz2014: {
		authors: ['Mark Horowitz'],
		title: "Computing's energy problem (and what we can do about it)",
		year: 2014,
		venue: 'IEEE International Solid-State Circuits Conference',
		href: 'https://doi.org/10.1109/ISSCC.2014.6757323',
		link: 'doi 10.1109/ISSCC.2014.6757323',
		note: 'What arithmetic and reading cost in energy.'
	}
};

/** The number a reference is cited by, from 1. */
export function referenceNumber(key: string): number {
	const index = Object.keys(REFERENCES).indexOf(key);
	if (index < 0) throw new RangeError(`there is no reference "${key}"`);
	return index + 1;
}

/** `Bengio et al. 2013`, or the title where the authors are unknown. */
export function shortReference({ authors, title, year }: Reference): string {
	const names = authors.map((author) => author.slice(author.lastIndexOf(' ') + 1));
	if (names.length === 0) return `${title}, ${year}`;
	const who = names.length > 2 ? `${names[0]} et al.` : names.join(' and ');
	return `${who} ${year}`;
}
