/**
 * The training kernels' module. It imports its memory, which is tfjs's own: every address is a tensor's place in it, so no
 * number is copied. No kernel allocates; scratch comes from the caller.
 *
 * Base SIMD only. Relaxed instructions may round differently from one processor to the next, and a run must be reproducible
 * to the bit.
 */
export { signConv, signConvBackpropInput, signConvScratch } from './sign-conv';
export { levelConvBackpropFilter, levelConvScratch } from './level-conv';
export { tableConv, tableConvBackprop, tableConvScratch } from './table-conv';
export { batchNorm, batchNormBackprop, batchNormScratch } from './batch-norm';
export { adam } from './adam';
export { floatConv, floatConvBackpropFilter, floatConvBackpropInput } from './float-conv';
