/** A LIKE pattern that finds the text anywhere; its own `%`, `_` and `\` are taken literally (ESCAPE '\'). */
export function containsPattern(text: string): string {
  return `%${escaped(text)}%`;
}

/** A LIKE pattern for text that begins so (ESCAPE '\'). */
export function prefixPattern(text: string): string {
  return `${escaped(text)}%`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
