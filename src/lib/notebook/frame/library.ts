/**
 * What a cell finds without importing anything: the course's own rooms, each under its name. The same functions that the pages
 * use, from the same files.
 */
import * as bitPlanes from '#lib/core/bit-planes.ts';
import * as codeDistance from '#lib/core/code-distance.ts';
import * as config from '#lib/core/config.ts';
import * as encoding from '#lib/core/encoding.ts';
import * as expression from '#lib/core/expression.ts';
import * as fold from '#lib/core/fold.ts';
import * as integerFile from '#lib/core/integer-file.ts';
import * as integerNetwork from '#lib/core/integer-network.ts';
import * as layerCosts from '#lib/core/layer-costs.ts';
import * as network from '#lib/core/network.ts';
import * as pack from '#lib/core/pack.ts';
import * as packedSizes from '#lib/core/packed-sizes.ts';
import * as pixelRounding from '#lib/core/pixel-rounding.ts';
import * as quantileDistance from '#lib/core/quantile-distance.ts';
import * as quantize from '#lib/core/quantize.ts';
import * as random from '#lib/core/random.ts';
import * as snapshot from '#lib/core/snapshot.ts';
import * as statistics from '#lib/core/statistics.ts';
import * as straightThrough from '#lib/core/straight-through.ts';
import * as wordDot from '#lib/core/word-dot.ts';
import * as dataset from '#lib/data/dataset.ts';
import * as darken from '#lib/data/darken.ts';
import * as drawPicture from '#lib/data/draw-picture.ts';
import * as histogram from '#lib/data/histogram.ts';
import * as materials from '#lib/data/materials.ts';
import * as engine from '#lib/engines/engine.ts';
import * as reference from '#lib/engines/reference.ts';

export const core = {
	...quantize,
	...pixelRounding,
	...encoding,
	...codeDistance,
	...quantileDistance,
	...wordDot,
	...straightThrough,
	...expression,
	...config,
	...network,
	...layerCosts,
	...snapshot,
	...fold,
	...integerNetwork,
	...integerFile,
	...bitPlanes,
	...pack,
	...packedSizes,
	...statistics,
	...random
};

export const data = { ...materials, ...dataset, ...histogram, ...darken, ...drawPicture };

export const engines = { ...reference, ...engine };
