/** The first letters of the first two words of a name, such as `GT` for Green tea; a sign if it has no letters. */
export function monogramOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const letters = words.slice(0, 2).map((word) => [...segments(word)][0] ?? "");
  return letters.length === 0 ? "·" : letters.join("").toLocaleUpperCase();
}

/** What a reader sees as one letter: with its accents. */
function segments(word: string): RegExpMatchArray {
  return word.match(/.\p{M}*/gu) ?? [word];
}
