export function sectionId(words: string): string;
