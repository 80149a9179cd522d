/** The two lengths in which each lesson is planned, in minutes. */
export const LENGTHS = [45, 90] as const;
