/** Collects what several places say of one thing, and keeps every difference with all its numbers. */
export class Agreement {
  readonly differences: string[] = [];
  /** How many comparisons were made; a walk that found nothing to compare proves nothing. */
  compared = 0;

  /** Each place, by its name, should say the same of `what`. */
  same(what: string, said: Readonly<Record<string, number | string | null>>): void {
    const values = Object.values(said);
    this.compared += values.length - 1;
    if (values.every((value) => value === values[0])) return;
    const list = Object.entries(said).map(([place, value]) => `${place} says ${value}`);
    this.differences.push(`${what}: ${list.join(", ")}`);
  }

  /** Two places that each say a sum for many keys; what one of them leaves out is zero there. */
  sameSums(what: string, said: Readonly<Record<string, ReadonlyMap<string, number>>>): void {
    const places = Object.entries(said);
    const keys = new Set(places.flatMap(([, sums]) => [...sums.keys()]));
    for (const key of keys) {
      const numbers = places.map(([place, sums]) => [place, sums.get(key) ?? 0] as const);
      this.same(`${what} of ${key}`, Object.fromEntries(numbers));
    }
  }
}
