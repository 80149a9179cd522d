/** Pictures of each class that the page shows before training. */
export const SAMPLES_PER_CLASS = 8;
