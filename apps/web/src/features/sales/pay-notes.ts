/** Notes and coins of every currency are close to 1, 2 and 5 times a power of ten. */
const LEADING = [1, 2, 5] as const;
const MOST = 3;

/**
 * The sums a customer is likely to hand over for `dueMinor`: the next full amounts above it, made of notes no smaller
 * than a quarter of it. 12.40 gives 15, 20 and 50. Ascending, each above the due; none for a due of zero.
 */
export function likelyNotes(dueMinor: number): number[] {
  if (dueMinor <= 0) return [];
  const sums = new Set<number>();
  for (let power = 1; sums.size < MOST + LEADING.length; power *= 10) {
    if (!Number.isSafeInteger(power * 10)) break;
    for (const digit of LEADING) {
      const note = digit * power;
      if (note * 4 < dueMinor) continue;
      const sum = Math.ceil(dueMinor / note) * note;
      if (sum > dueMinor) sums.add(sum);
    }
  }
  return [...sums].toSorted((a, b) => a - b).slice(0, MOST);
}
