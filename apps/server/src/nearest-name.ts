/** At most this share of a name may differ for another one to be suggested. */
const MOST_DIFFERENT = 0.4;

/** The name that `typed` most likely stands for; null if none is similar. */
export function nearestName(typed: string, names: readonly string[]): string | null {
  const [best] = names
    .map((name) => ({ name, edits: editsBetween(typed, name) }))
    .toSorted((one, other) => one.edits - other.edits);
  return best !== undefined && best.edits <= typed.length * MOST_DIFFERENT ? best.name : null;
}

/** How many characters must be inserted, deleted or replaced (Levenshtein distance). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, character] of [...one].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= other.length; index += 1) {
      const replaced = (row[index - 1] ?? 0) + (other[index - 1] === character ? 0 : 1);
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
