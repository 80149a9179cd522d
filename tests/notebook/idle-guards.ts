/** Guards as in a cell, which look at every growth, for a memory without end. */
import { makeGuards, type Guards } from '#lib/notebook/frame/guards.ts';
import { MemoryMeter } from '#lib/notebook/frame/memory-meter.ts';

export const idleGuards = (): Guards =>
	makeGuards(new MemoryMeter({ arm: () => undefined, happened: () => false }), () => -0.499);
