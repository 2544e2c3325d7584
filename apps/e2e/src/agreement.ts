/** Compares figures from several places and records every difference with its numbers. */
export class Agreement {
  readonly differences: string[] = [];
  /** The number of comparisons; a run without comparisons proves nothing. */
  compared = 0;

  /** All places, by name, must have the same value for `what`. */
  same(what: string, valueOfPlace: Readonly<Record<string, number | string | null>>): void {
    const values = Object.values(valueOfPlace);
    this.compared += values.length - 1;
    if (values.every((value) => value === values[0])) return;
    const list = Object.entries(valueOfPlace).map(([place, value]) => `${place} says ${value}`);
    this.differences.push(`${what}: ${list.join(", ")}`);
  }

  /** Compares sums by key from two places; a missing key counts as zero. */
  sameSums(
    what: string,
    valueOfPlace: Readonly<Record<string, ReadonlyMap<string, number>>>,
  ): void {
    const places = Object.entries(valueOfPlace);
    const keys = new Set(places.flatMap(([, sums]) => [...sums.keys()]));
    for (const key of keys) {
      const numbers = places.map(([place, sums]) => [place, sums.get(key) ?? 0] as const);
      this.same(`${what} of ${key}`, Object.fromEntries(numbers));
    }
  }
}
