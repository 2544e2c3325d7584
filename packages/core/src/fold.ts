/** One spelling for comparing names and codes: compatibility forms and case are folded, ends trimmed. */
export function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** A LIKE pattern that finds the folded text anywhere; its own `%`, `_` and `\` are taken literally (ESCAPE '\'). */
export function containsPattern(text: string): string {
  return `%${fold(text).replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/** A LIKE pattern for text that begins so, case kept (ESCAPE '\'). */
export function prefixPattern(text: string): string {
  return `${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
