/** The beginning of a text with at most `most` UTF-16 code units, without half of a character. */
export function shortened(text: string, most: number): string {
  let short = "";
  for (const character of text) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short;
}
