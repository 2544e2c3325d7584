/** A LIKE pattern that finds the text anywhere; `%`, `_` and `\` in the text are escaped (ESCAPE '\'). */
export function containsPattern(text: string): string {
  return `%${escaped(text)}%`;
}

/** A LIKE pattern for text that starts with this (ESCAPE '\'). */
export function prefixPattern(text: string): string {
  return `${escaped(text)}%`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
