/** An integer network as one C99 file: no float, no allocation, no library but <stdint.h>. */
import { wordsOf } from './bit-planes.ts';
import type { LevelTable } from './encoding.ts';
import type { IntegerNetwork } from './integer-network.ts';
import { ACTIVATION_BITS } from './quantize.ts';
import { packLevels } from './bit-planes.ts';
import { commentText, hexLines, prepareSource, thresholdLines, type SourceNotes } from './network-source.ts';

/** A string literal; what C might read as something else becomes octal escapes of its UTF-8 bytes. */
const literal = (text: string): string =>
	`"${[...new TextEncoder().encode(text)]
		.map((byte) => {
			const char = String.fromCharCode(byte);
			return /[A-Za-z0-9 _.,()-]/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`;
		})
		.join('')}"`;

const comment = (lines: readonly string[]): string =>
	`/*\n${lines.map((line) => ` * ${commentText(line)}`.trimEnd()).join('\n')}\n */`;

const tablePlanes = ({ levels, wordLength, bits }: LevelTable): string =>
	packLevels(levels, wordLength, bits)
		.map((plane) => `\t{\n${hexLines(plane, '\t\t')}\n\t}`)
		.join(',\n');

const ALGORITHM = `
static int popcount(uint32_t x)
{
	x -= (x >> 1) & 0x55555555u;
	x = (x & 0x33333333u) + ((x >> 2) & 0x33333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0fu;
	return (int)((x * 0x01010101u) >> 24);
}

/* Sum of level * sign over the channels of one position; plane p of the levels counts 2^p times, a sign bit 1 is plus. */
static int32_t dot(const uint32_t *planes, int bits, const uint32_t *signs, int words)
{
	int32_t sum = 0;
	for (int p = 0; p < bits; p++)
		for (int i = 0; i < words; i++) {
			uint32_t plane = planes[p * words + i];
			sum += (popcount(plane & signs[i]) - popcount(plane & ~signs[i])) * (1 << p);
		}
	return sum;
}

/* A 3 x 3 convolution with zero padding 1, its thresholds and its max-pool. */
typedef struct {
	int height, width, bits, words; /* of the input; words are those of one plane at one position */
	int channels, stride, pool;
	const uint32_t *signs;     /* [channels][3][3][words] */
	const int16_t *thresholds; /* [channels][3]: the smallest sums of levels 1, 2 and 3 */
} convolution;

static int level_at(const convolution *c, const uint32_t *in, int y, int x, int channel)
{
	const uint32_t *signs = c->signs + channel * 9 * c->words;
	int32_t sum = 0;
	for (int tap = 0; tap < 9; tap++) {
		int iy = y * c->stride + tap / 3 - 1;
		int ix = x * c->stride + tap % 3 - 1;
		if (iy < 0 || iy >= c->height || ix < 0 || ix >= c->width)
			continue;
		sum += dot(in + (iy * c->width + ix) * c->bits * c->words, c->bits, signs + tap * c->words, c->words);
	}
	const int16_t *t = c->thresholds + 3 * channel;
	return (sum >= t[0]) + (sum >= t[1]) + (sum >= t[2]);
}

static void convolve(const convolution *c, const uint32_t *in, uint32_t *out)
{
	int height = (c->height + c->stride - 1) / c->stride / c->pool;
	int width = (c->width + c->stride - 1) / c->stride / c->pool;
	int words = (c->channels + 31) / 32;
	for (int i = 0; i < height * width * 2 * words; i++)
		out[i] = 0;
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			for (int channel = 0; channel < c->channels; channel++) {
				int level = 0;
				for (int i = 0; i < c->pool * c->pool; i++) {
					int one = level_at(c, in, y * c->pool + i / c->pool, x * c->pool + i % c->pool, channel);
					if (one > level)
						level = one;
				}
				uint32_t *planes = out + (y * width + x) * 2 * words + channel / 32;
				planes[0] |= (uint32_t)(level & 1) << channel % 32;
				planes[words] |= (uint32_t)(level >> 1) << channel % 32;
			}
}

/* The words of every pixel: entry k of colour c is lane c * WORD_LENGTH + k. */
static void embed(const uint8_t *picture, uint32_t *out)
{
	for (int i = 0; i < HEIGHT * WIDTH * TABLE_BITS * INPUT_WORDS; i++)
		out[i] = 0;
	for (int i = 0; i < HEIGHT * WIDTH * 3; i++)
		for (int p = 0; p < TABLE_BITS; p++)
			for (int k = 0; k < WORD_LENGTH; k++) {
				int lane = i % 3 * WORD_LENGTH + k;
				uint32_t bit = TABLE[p][picture[i]] >> k & 1;
				out[(i / 3 * TABLE_BITS + p) * INPUT_WORDS + lane / 32] |= bit << lane % 32;
			}
}

void classify(const uint8_t *picture, int32_t *logits)
{
	static uint32_t a[BUFFER_WORDS], b[BUFFER_WORDS];
	uint32_t *in = a, *out = b;
	embed(picture, in);
	for (int i = 0; i < CONVOLUTIONS; i++) {
		convolve(&NETWORK[i], in, out);
		uint32_t *swap = in;
		in = out;
		out = swap;
	}
	for (int k = 0; k < CLASSES; k++) {
		logits[k] = 0;
		for (int at = 0; at < POSITIONS; at++)
			logits[k] += dot(in + at * 2 * FEATURE_WORDS, 2, DENSE + (k * POSITIONS + at) * FEATURE_WORDS, FEATURE_WORDS);
	}
}

#ifdef CLASSIFY_MAIN
#include <stdio.h>

/* Reads pictures from standard input, one after the other, and writes the logits of each on a line. */
int main(void)
{
	static uint8_t picture[HEIGHT * WIDTH * 3];
	int32_t logits[CLASSES];
	while (fread(picture, sizeof picture, 1, stdin) == 1) {
		classify(picture, logits);
		for (int k = 0; k < CLASSES; k++)
			printf("%ld%c", (long)logits[k], k == CLASSES - 1 ? '\\n' : ' ');
	}
	return 0;
}
#endif
`;

/**
 * A C99 file with `void classify(const uint8_t *picture, int32_t *logits)`, equal to the reference engine in every logit. With
 * -DCLASSIFY_MAIN it is a program that reads pictures from standard input.
 * @throws RangeError when the network contradicts itself, or there is not one name a class
 */
export function cSource(network: IntegerNetwork, notes: SourceNotes): string {
	const { packed, shape } = prepareSource(network, notes);
	const { height, width, table, classes } = network;
	const inputWords = wordsOf(3 * table.wordLength);
	const last = shape.convs[shape.convs.length - 1];
	const buffers = [
		height * width * table.bits * inputWords,
		...shape.convs.map((c) => c.pooledHeight * c.pooledWidth * ACTIVATION_BITS * wordsOf(c.outChannels))
	];
	const constants = {
		...{ HEIGHT: height, WIDTH: width, CLASSES: classes, CONVOLUTIONS: shape.convs.length },
		...{ WORD_LENGTH: table.wordLength, TABLE_BITS: table.bits, INPUT_WORDS: inputWords },
		...{ POSITIONS: last.pooledHeight * last.pooledWidth, FEATURE_WORDS: wordsOf(last.outChannels) },
		BUFFER_WORDS: Math.max(...buffers)
	};
	const layers = packed.convs.map(
		({ weights, thresholds }, i) =>
			`static const uint32_t SIGNS_${i + 1}[] = {\n${hexLines(weights, '\t')}\n};\n` +
			`static const int16_t THRESHOLDS_${i + 1}[] = {\n${thresholdLines(thresholds, '\t')}\n};\n`
	);
	const rows = shape.convs.map((c, i) => {
		const bits = i === 0 ? table.bits : ACTIVATION_BITS;
		const numbers = [c.inHeight, c.inWidth, bits, wordsOf(c.inChannels), c.outChannels, c.stride, c.pool];
		return `\t{ ${numbers.join(', ')}, SIGNS_${i + 1}, THRESHOLDS_${i + 1} }`;
	});
	// The struct comes before the rows that fill it.
	const [before, after] = ALGORITHM.split('static int level_at');
	return `${comment([
		...notes.about,
		'',
		`classify(picture, logits): picture is ${height} rows of ${width} pixels of red, green and blue, a byte each; logits are ${classes}`,
		'whole numbers, and the largest is the answer. Not re-entrant: two buffers are static.',
		'As a program: cc -O2 -DCLASSIFY_MAIN network.c -o classify'
	])}
#include <stdint.h>

enum {
${Object.entries(constants)
	.map(([name, value]) => `\t${name} = ${value}`)
	.join(',\n')}
};

const char *const CLASS_NAMES[CLASSES] = {
${notes.classNames.map((name) => `\t${literal(name)}`).join(',\n')}
};

void classify(const uint8_t *picture, int32_t *logits);

/* The word of every pixel value: bit k of TABLE[p][value] is bit p of entry k. */
static const uint32_t TABLE[TABLE_BITS][256] = {
${tablePlanes(table)}
};

${layers.join('\n')}
/* [CLASSES][POSITIONS][FEATURE_WORDS] */
static const uint32_t DENSE[] = {
${hexLines(packed.dense, '\t')}
};
${before}static const convolution NETWORK[CONVOLUTIONS] = {
${rows.join(',\n')}
};

static int level_at${after}`;
}

/** The table alone, as a C header: 256 words of planes, to build into a first layer of one's own. */
export function tableHeader(table: LevelTable, about: readonly string[]): string {
	const { wordLength, bits } = table;
	return `${comment([
		...about,
		'',
		`A word of ${wordLength} numbers of ${bits} bit${bits === 1 ? '' : 's'} for every pixel value: bit k of PIXEL_TABLE[p][value] is bit p of entry k.`
	])}
#ifndef PIXEL_TABLE_H
#define PIXEL_TABLE_H
#include <stdint.h>

enum { PIXEL_WORD_LENGTH = ${wordLength}, PIXEL_WORD_BITS = ${bits} };

static const uint32_t PIXEL_TABLE[PIXEL_WORD_BITS][256] = {
${tablePlanes(table)}
};

#endif
`;
}
